import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { argumentFailure, type Sentence } from './config-options.ts';

/** The possible sources of a secret, and the messages for each case. */
type SecretRequest = {
  readonly given: string | undefined;
  readonly stdin: boolean;
  readonly question: string;
  readonly bothGiven: Sentence;
  readonly noneGiven: Sentence;
};

/**
 * A secret: the flag's value, all of stdin, or, on a terminal, typed or pasted without echo. Throws
 * `invalid-arguments` for both or none, `cancelled` if the user cancels the question.
 */
export async function takeSecret(ctx: CommandContext, request: SecretRequest): Promise<string> {
  if (request.given !== undefined && request.stdin) throw argumentFailure(ctx, request.bothGiven);
  if (request.given !== undefined) return request.given;
  if (!ctx.terminal.interactive) {
    if (request.stdin) return ctx.terminal.readStdin();
    throw argumentFailure(ctx, request.noneGiven);
  }
  const typed = await ctx.terminal.askHidden(request.question);
  if (typed === undefined) throw new Failure('cancelled', 'the user cancelled the question');
  return typed;
}

/** The JSON that the commands print after they stored a secret. */
export function storedRecord(
  configPath: string,
  { account, enabled }: { readonly account: string | undefined; readonly enabled: boolean },
): string {
  return JSON.stringify({ provider: 'kimi', account, enabled, configPath });
}
