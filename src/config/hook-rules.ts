import { isWindowId } from '../domain/quota-window.ts';
import { usageEventKinds, type UsageEventKind } from '../domain/events/usage-event.ts';
import {
  check,
  oneOf,
  either,
  listOf,
  objectOf,
  optional,
  string,
  where,
  type Checked,
} from './check.ts';

/** Which executable runs at which events. */
export type HookRule = {
  readonly on: '*' | readonly UsageEventKind[];
  /** Only events of this window. */
  readonly window?: string | undefined;
  /** An absolute path; no shell is involved. */
  readonly command: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
};

const maxRules = 32;
const maxArguments = 32;
const maxTextLength = 4096;
const maxTimeoutSeconds = 300;
const defaultTimeoutSeconds = 10;

const windowsExpected = 'session | weekly | monthly | code-weekly | rate-…';
const everyEvent = check((json): json is '*' => json === '*', '* or a list of events');
const someEvents = where(
  listOf(oneOf(usageEventKinds)),
  'at least one event',
  ({ length }) => length > 0,
);

/** An argument or a path that the system can pass on. */
const word = where(
  where(string, 'text without NUL', (argument) => !argument.includes('\0')),
  `at most ${maxTextLength} characters`,
  ({ length }) => length <= maxTextLength,
);

const ruleEntries = {
  on: either(Array.isArray, someEvents, everyEvent),
  window: optional(where(string, windowsExpected, isWindowId)),
  command: where(word, 'absolute path of an executable', isAbsolutePath),
  args: optional(listOf(word, maxArguments, `at most ${maxArguments} arguments`)),
  timeoutSeconds: optional(
    where(
      check((json) => typeof json === 'number', 'number'),
      `more than 0, at most ${maxTimeoutSeconds}`,
      (seconds) => seconds > 0 && seconds <= maxTimeoutSeconds,
    ),
  ),
};
const rule = objectOf(ruleEntries);
type RuleEntry = Checked<typeof rule>;

/** The rules of the section `hooks`, in their order. */
export const hookRules = {
  check: listOf(rule, maxRules, `at most ${maxRules} rules`),
  read: (rules: readonly RuleEntry[]): readonly HookRule[] => rules.map(readRule),
  parse: () => undefined,
  examples: [],
  innerKeys: Object.keys(ruleEntries),
};

function readRule({ on, window, command, args, timeoutSeconds }: RuleEntry): HookRule {
  const timeoutMs = Math.ceil((timeoutSeconds ?? defaultTimeoutSeconds) * 1000);
  return { on, window: window ?? undefined, command, args: args ?? [], timeoutMs };
}

/** By the rules of any system: a config file may move between them. */
function isAbsolutePath(path: string): boolean {
  return /^(\/|[a-z]:[\\/]|\\\\[^\\])/i.test(path);
}
