import * as v from 'valibot';
import { isWindowId } from '../domain/quota-window.ts';
import { usageEventKinds, type UsageEventKind } from '../domain/events/usage-event.ts';
import { objectOf } from './setting-values.ts';

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
const everyEvent = v.custom<'*'>((value) => value === '*', '* or a list of events');
const someEvents = v.pipe(v.array(v.picklist(usageEventKinds)), v.nonEmpty('at least one event'));

/** An argument or a path that the system can pass on. */
const word = v.pipe(
  v.string(),
  v.check((text) => !text.includes('\0'), 'text without NUL'),
  v.maxLength(maxTextLength, `at most ${maxTextLength} characters`),
);

const ruleEntries = {
  on: v.lazy((value) => (Array.isArray(value) ? someEvents : everyEvent)),
  window: v.nullish(v.pipe(v.string(), v.check(isWindowId, windowsExpected))),
  command: v.pipe(word, v.check(isAbsolutePath, 'absolute path of an executable')),
  args: v.nullish(
    v.pipe(v.array(word), v.maxLength(maxArguments, `at most ${maxArguments} arguments`)),
  ),
  timeoutSeconds: v.nullish(
    v.pipe(
      v.number(),
      v.check(
        (seconds) => seconds > 0 && seconds <= maxTimeoutSeconds,
        `more than 0, at most ${maxTimeoutSeconds}`,
      ),
    ),
  ),
};

const rule = objectOf(ruleEntries);

/** The rules of the section `hooks`, in their order. */
export const hookRules = {
  schema: v.pipe(v.array(rule), v.maxLength(maxRules, `at most ${maxRules} rules`)),
  read: (rules: readonly v.InferOutput<typeof rule>[]): readonly HookRule[] => rules.map(readRule),
  parse: () => undefined,
  examples: [],
  innerKeys: Object.keys(ruleEntries),
};

function readRule({
  on,
  window,
  command,
  args,
  timeoutSeconds,
}: v.InferOutput<typeof rule>): HookRule {
  const timeoutMs = Math.ceil((timeoutSeconds ?? defaultTimeoutSeconds) * 1000);
  return { on, window: window ?? undefined, command, args: args ?? [], timeoutMs };
}

/** By the rules of any system: a config file may move between them. */
function isAbsolutePath(path: string): boolean {
  return /^(\/|[a-z]:[\\/]|\\\\[^\\])/i.test(path);
}
