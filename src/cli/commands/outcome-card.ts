import type { UsageApp } from '../../app/usage-app.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { usageText } from '../../present/card/usage-text.ts';
import { usageView } from '../../present/usage-view.ts';
import type { CommandContext } from '../command-context.ts';

/** Usage that was fetched, or that is in the cache and recent enough. */
export type FreshOutcome = Extract<UsageOutcome, { kind: 'fresh' }>;

/** The card of one account, as `kimibar usage` shows it. */
export function outcomeCard(
  { host, terminal, messages }: CommandContext,
  { meters }: Pick<UsageApp, 'meters'>,
  outcome: UsageOutcome,
): string {
  const { width, colour, unicode } = terminal;
  return usageText(usageView(outcome, { nowMs: host.clock.now(), meters }), {
    width,
    colour,
    unicode,
    messages,
  });
}

/**
 * The sign-in that usage was fetched with: `Kimi Code login`, `web session · Firefox (default)`.
 */
export function signInName(
  outcome: FreshOutcome,
  { messages }: Pick<CommandContext, 'messages'>,
): string {
  const { source, sourceDetail } = outcome.snapshot;
  const name = messages.usage.sourceNames[source];
  return sourceDetail === undefined ? name : `${name} · ${sourceDetail}`;
}
