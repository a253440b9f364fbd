import * as v from 'valibot';
import { isTimeOfDay } from '../domain/quiet-hours.ts';
import { trayColours, trayPanels, trayTitles } from '../domain/tray-look.ts';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import { hookRuleKeys, hooksEntries } from './hooks-schema.ts';
import { isObject, objectOf } from './object-schema.ts';
import {
  cadenceChoices,
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
} from '../domain/setting-choices.ts';

/** The version of the file's format that this program writes. A higher one is read as well as possible and never written. */
export const configVersion = 1;

/** What is wrong with one value of the file: which one, and what it should be. Never the value itself: it may be a secret. */
export type ValueProblem = {
  readonly keys: readonly (string | number)[];
  readonly expected: string;
};

/** The file as far as this program knows it. `null` means the same as leaving a key out; other keys are nobody's business here. */
export type ConfigFile = v.InferOutput<typeof configSchema>;
export type ProviderEntry = v.InferOutput<typeof kimiSchema>;

const optionalText = v.nullish(v.string());

const accountEntries = {
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('a name')),
  apiKey: optionalText,
  cookieHeader: optionalText,
  region: v.nullish(v.picklist(regionChoices)),
};

const kimiEntries = {
  id: v.literal('kimi'),
  enabled: v.nullish(v.boolean()),
  source: v.nullish(v.picklist(sourceChoices)),
  cookieSource: v.nullish(v.picklist(cookieSourceChoices)),
  cookieHeader: optionalText,
  apiKey: optionalText,
  region: v.nullish(v.picklist(regionChoices)),
  accounts: v.nullish(
    v.pipe(
      v.array(objectOf(accountEntries)),
      v.check(
        (accounts) => new Set(accounts.map(({ name }) => name)).size === accounts.length,
        'a different name for each account',
      ),
    ),
  ),
};

const displayEntries = { meters: v.nullish(v.picklist(meterChoices)) };
const refreshEntries = { cadence: v.nullish(v.picklist(cadenceChoices)) };

const percentLeft = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(1, '1 to 99'),
  v.maxValue(99, '1 to 99'),
);
const timeOfDay = v.pipe(v.string(), v.check(isTimeOfDay, 'a time like 22:00'));
/** These two a face may send as well, see `checkPatch`. */
export const quietEntries = { from: timeOfDay, to: timeOfDay };
export const thresholds = v.pipe(v.array(percentLeft), v.maxLength(5, 'at most 5'));
const notificationEntries = {
  enabled: v.nullish(v.boolean()),
  thresholds: v.nullish(thresholds),
  quietHours: v.nullish(objectOf(quietEntries)),
  events: v.nullish(v.array(v.picklist(usageEventKinds))),
};

const serverEntries = {
  host: optionalText,
  port: v.nullish(
    v.pipe(
      v.number(),
      v.integer('a whole number'),
      v.minValue(0, '0 to 65535'),
      v.maxValue(65_535, '0 to 65535'),
    ),
  ),
  token: optionalText,
  metricsAccountNames: v.nullish(v.boolean()),
};

const trayEntries = {
  title: v.nullish(v.picklist(trayTitles)),
  panel: v.nullish(v.picklist(trayPanels)),
  colour: v.nullish(v.picklist(trayColours)),
};

const otherProviderEntries = { id: v.string() };
const kimiSchema = objectOf(kimiEntries);

const configEntries = {
  version: v.nullish(
    v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'a whole number')),
  ),
  providers: v.nullish(
    v.pipe(
      v.array(v.lazy((entry) => (isKimi(entry) ? kimiSchema : objectOf(otherProviderEntries)))),
      v.check((entries) => entries.filter(isKimi).length <= 1, 'one entry with the id kimi'),
    ),
  ),
  language: v.nullish(v.picklist(languageChoices)),
  display: v.nullish(objectOf(displayEntries)),
  refresh: v.nullish(objectOf(refreshEntries)),
  notifications: v.nullish(objectOf(notificationEntries)),
  server: v.nullish(objectOf(serverEntries)),
  tray: v.nullish(objectOf(trayEntries)),
  hooks: v.nullish(objectOf(hooksEntries)),
};

const configSchema = objectOf(configEntries);

/** The keys this program knows, by the object they stand in. */
export const knownKeys = {
  config: Object.keys(configEntries),
  provider: Object.keys(kimiEntries),
  account: Object.keys(accountEntries),
  display: Object.keys(displayEntries),
  refresh: Object.keys(refreshEntries),
  notifications: Object.keys(notificationEntries),
  server: Object.keys(serverEntries),
  tray: Object.keys(trayEntries),
  hooks: Object.keys(hooksEntries),
  hookRule: hookRuleKeys,
  quietHours: Object.keys(quietEntries),
} as const;

/** Reads parsed JSON as a config file, or says what is wrong with which values. */
export function checkConfig(
  json: unknown,
):
  | { readonly ok: true; readonly file: ConfigFile }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] } {
  const result = v.safeParse(configSchema, json);
  if (result.success) return { ok: true, file: result.output };
  return {
    ok: false,
    problems: result.issues.map((issue) => ({ keys: keysOf(issue), expected: expectedBy(issue) })),
  };
}

/** True for the entry of `providers` that is Kimi's. */
export function isKimi(entry: unknown): entry is ProviderEntry {
  return isObject(entry) && entry['id'] === 'kimi';
}

function keysOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** `("auto" | "api")` → `auto | api`; our own checks say it in their message. */
function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation' || issue.type === 'custom') return issue.message;
  // The required keys, all of them texts: valibot names the key that is missing.
  if (issue.type === 'loose_object') return 'string';
  if (issue.type === 'boolean') return 'true | false';
  return (issue.expected ?? issue.type).replaceAll(/[()"]/g, '').replace('Array', 'array');
}
