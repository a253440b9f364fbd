import type { UsageApp } from '../../../app/usage-app.ts';
import type { UsageOutcome } from '../../../domain/usage-snapshot.ts';
import type { CommandContext } from '../../command-context.ts';
import type { Dialogue } from '../../terminal/dialogue.ts';

/** What the steps of the guide share. */
export type Guide = {
  readonly context: CommandContext;
  readonly app: UsageApp;
  readonly dialogue: Dialogue;
};

/** A reading that a sign-in gave. */
export type Answered = Extract<UsageOutcome, { kind: 'fresh' }>;

/** A sign-in that is in place; without an outcome where it was saved untried. */
export type Settled = { readonly outcome?: Answered | undefined };
