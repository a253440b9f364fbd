import { Option, type Command } from 'commander';
import { isWindowId, type WindowId } from '../../domain/quota-window.ts';
import type { Messages } from '../../present/messages/en.ts';
import { argumentFailure } from './argument-failure.ts';
import { choiceOption } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';
import type { HistoryOptions } from '../commands/history.ts';

const formats = ['text', 'json', 'csv'] as const;
/** For complaints, which are recorded in English: forms without words. */
const sinceForms = '24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z';
const windowForms = 'session, weekly, monthly, code-weekly, rate-1440';
const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

type HistoryFlags = CommonOptions & {
  readonly since: HistoryOptions['since'];
  readonly format: (typeof formats)[number];
  readonly json?: boolean | undefined;
  readonly pretty?: boolean | undefined;
  readonly window?: WindowId | undefined;
  readonly account?: string | undefined;
};

/** `history` with its flags. */
export function addHistoryCommand(command: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  command
    .addOption(
      new Option('--since <time>', options.since)
        .default({ backMs: 86_400_000 }, '24h')
        .argParser((value) => since(value, messages)),
    )
    .addOption(choiceOption('--format <format>', options.format, formats, messages).default('text'))
    .option('--json', options.json)
    .option('--pretty', options.pretty)
    .addOption(
      new Option('--window <window>', options.onlyWindow).argParser((value) =>
        windowId(value, messages),
      ),
    )
    .option('--account <name>', options.account)
    .action((given: HistoryFlags) => {
      const { window, account } = given;
      const wish: HistoryOptions = {
        since: given.since,
        format: given.json === true ? 'json' : given.format,
        pretty: given.pretty === true,
        windowId: window,
        account,
      };
      act(given, async (context) =>
        (await import('../commands/history.ts')).runHistory(context, wish),
      );
    });
}

/** `24h`, `7d`, or an ISO date or time: a date begins at midnight on the person's own clock. */
function since(value: string, messages: Messages): HistoryOptions['since'] {
  const span = /^(\d{1,5})([mhdw])$/i.exec(value.trim());
  const amount = Number(span?.[1]) * (unitMs[span?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
  if (amount > 0) return { backMs: amount };
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i.test(
    value.trim(),
  );
  const atMs = isIso
    ? Date.parse(value.includes('T') ? value : `${value.trim()}T00:00`)
    : Number.NaN;
  if (Number.isFinite(atMs)) return { atMs };
  throw argumentFailure(
    (words) => words.invalidValue({ option: '--since', value, allowed: sinceForms }),
    messages,
  );
}

function windowId(value: string, messages: Messages): WindowId {
  if (isWindowId(value)) return value;
  throw argumentFailure(
    (words) => words.invalidValue({ option: '--window', value, allowed: windowForms }),
    messages,
  );
}
