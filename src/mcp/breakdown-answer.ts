import type { BreakdownRecord } from '../domain/breakdown-record.ts';
import { breakdownKeys } from '../domain/breakdown.ts';
import { isWindowId } from '../domain/quota-window.ts';
import { isOneOf } from '../domain/shape.ts';
import { breakdownText } from '../present/breakdown/breakdown-text.ts';
import { breakdownRecord } from '../present/json/breakdown-json.ts';
import { cleanText } from '../present/words/clean-text.ts';
import type { ToolAnswer, ToolWorld } from './tool-answer.ts';
import type { ToolArguments } from './tool-arguments.ts';

const defaultRows = 20;
const textWidth = 100;
/** In UTF-16 units: enough for nearly every path. */
const maxTextLength = 400;

const isKey = isOneOf(...breakdownKeys);

/** `kimi_breakdown`: the table as text, and the published JSON. */
export async function answerBreakdown(
  { app, logs, messages }: ToolWorld,
  { by, since, window, limit, account }: ToolArguments,
): Promise<ToolAnswer> {
  const breakdown = await logs.readBreakdown({
    by: isKey(by) ? by : 'project',
    since: typeof since === 'string' ? since : undefined,
    windowId: typeof window === 'string' && isWindowId(window) ? window : undefined,
    limit: typeof limit === 'number' ? Math.floor(limit) : defaultRows,
    account: typeof account === 'string' ? app.accountFor(account) : app.shownAccount(),
    logsShared: app.accounts.length > 0,
  });
  const options = { width: textWidth, colour: 'none', unicode: true, messages } as const;
  return { text: breakdownText(breakdown, options), content: forModel(breakdownRecord(breakdown)) };
}

/** No name may hide words from the user in characters that only a model reads, or fill its context. */
function forModel(record: BreakdownRecord): object {
  const cleaned: object = JSON.parse(JSON.stringify(record), (_, value: unknown) =>
    typeof value === 'string' ? cleanText(value, maxTextLength) : value,
  );
  return cleaned;
}
