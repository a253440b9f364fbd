import { openApp } from '../../../app/open-app.ts';
import { Failure } from '../../../domain/failure.ts';
import type { CommandContext } from '../../command-context.ts';
import { requireAccount } from '../../argument-refusal.ts';

/**
 * Throws `invalid-arguments` for an unknown account. A broken config file is no reason to end: the
 * line shows that.
 */
export async function requireLineAccount(
  context: CommandContext,
  account: string | undefined,
): Promise<void> {
  if (account === undefined) return;
  try {
    await requireAccount(context, await openApp(context), { account });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'invalid-config') throw error;
  }
}
