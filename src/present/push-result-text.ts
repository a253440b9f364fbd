import type { PushResult } from '../domain/push-result.ts';
import type { Messages } from './messages/en.ts';

/** What became of a pushed message, with a hint if a mistake in the settings causes it. */
export function pushResultText(
  result: PushResult | undefined,
  { pushResults }: Pick<Messages, 'pushResults'>,
): string {
  switch (result?.kind) {
    case 'sent':
      return pushResults.sent;
    case 'rejected':
      return pushResults.rejected(result.code, hintFor(result.code, pushResults));
    case 'busy':
      return pushResults.busy(result.code);
    case 'unreachable':
      return pushResults.unreachable;
    case 'incomplete':
      return pushResults.incomplete;
    default:
      return pushResults.unsure;
  }
}

/** What the codes mean that a mistake in the settings causes, by the services' own lists. */
function hintFor(code: string, { hints }: Messages['pushResults']): string | undefined {
  if (['310000', '19021', '19024'].includes(code)) return hints.signature;
  if (['HTTP 401', 'HTTP 403', '93000'].includes(code)) return hints.credential;
  const isAddress = ['HTTP 3xx', 'HTTP 404', 'HTTP 410', '300001', '19001'].includes(code);
  return isAddress ? hints.address : undefined;
}
