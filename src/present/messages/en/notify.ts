import type { QuietHours } from '../../../domain/quiet-hours.ts';

/** Texts of `notify`. */
export const notify = {
  none: 'No push targets. Add one, for example:\n  kimibar notify add ntfy --url https://ntfy.sh/my-secret-topic',
  added: (name: string) => `Added ${name}. Try it: kimibar notify test ${name}`,
  removed: (name: string) => `Removed ${name}.`,
  nameTaken: (name: string) =>
    `There is already a target named ${name}. Choose another with --name, or remove it first: kimibar notify remove ${name}`,
  unusualName:
    'A name has up to 32 lower-case letters, digits, - and _, and starts with a letter or digit.',
  unknownTarget: ({
    name,
    names,
    similar,
  }: {
    name: string;
    names: readonly string[];
    similar: string | undefined;
  }) =>
    [
      `There is no target named ${name}.`,
      similar === undefined ? undefined : `Did you mean ${similar}?`,
      names.length === 0 ? undefined : `Targets: ${names.join(', ')}`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  invalid: (key: string, expected: string) => `Invalid ${key}: expected ${expected}.`,
  addressMissing: (kind: string, part: 'url' | 'token') =>
    `Missing ${part} for ${kind}. Pass --${part}, or pipe it with --stdin.`,
  ask: {
    url: 'Paste the address (URL) that the service gave you: ',
    token: "Paste the bot's token: ",
  },
  unknownEvents: (events: readonly string[]) =>
    `Unknown event in --events. Known: ${events.join(', ')}`,
  unusualQuietHours: 'Quiet hours are two times, such as 22:00-08:00.',
  defaultEvents: 'the events of desktop notifications',
  quiet: ({ from, to }: QuietHours) => `quiet ${from}-${to}`,
  withAccountNames: 'names accounts',
  testTitle: 'KimiBar test message',
  testBody: 'Kimi quota notifications will arrive here.',
};
