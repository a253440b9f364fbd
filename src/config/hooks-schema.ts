import * as v from 'valibot';
import { isWindowId } from '../domain/quota-window.ts';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import { objectOf } from './object-schema.ts';

const mostRules = 32;
const mostArguments = 32;
const longestText = 4096;
const longestSeconds = 300;

const windowsExpected = 'session | weekly | monthly | code-weekly | rate-…';
const everyEvent = v.custom<'*'>((value) => value === '*', '* or a list of events');
const someEvents = v.pipe(v.array(v.picklist(usageEventKinds)), v.nonEmpty('at least one event'));

/** An argument or a path, as the system can take it. */
const word = v.pipe(
  v.string(),
  v.check((text) => !text.includes('\0'), 'text without NUL'),
  v.maxLength(longestText, `at most ${longestText} characters`),
);

const ruleEntries = {
  on: v.lazy((value) => (Array.isArray(value) ? someEvents : everyEvent)),
  window: v.nullish(v.pipe(v.string(), v.check(isWindowId, windowsExpected))),
  command: v.pipe(word, v.check(isAbsolutePath, 'absolute path of an executable')),
  args: v.nullish(
    v.pipe(v.array(word), v.maxLength(mostArguments, `at most ${mostArguments} arguments`)),
  ),
  timeoutSeconds: v.nullish(
    v.pipe(
      v.number(),
      v.check(
        (seconds) => seconds > 0 && seconds <= longestSeconds,
        `more than 0, at most ${longestSeconds}`,
      ),
    ),
  ),
};

const rule = objectOf(ruleEntries);

/** The section `hooks` of the config file. */
export const hooksEntries = {
  rules: v.nullish(v.pipe(v.array(rule), v.maxLength(mostRules, `at most ${mostRules} rules`))),
};

/** The keys that a rule may have. */
export const hookRuleKeys: readonly string[] = Object.keys(ruleEntries);

/** On any system: a config file may travel between them. */
function isAbsolutePath(path: string): boolean {
  return /^(\/|[a-z]:[\\/]|\\\\[^\\])/i.test(path);
}
