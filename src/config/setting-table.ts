import { isTimeOfDay, type QuietHours } from '../domain/quiet-hours.ts';
import { trayColours, trayPanels, trayTitles } from '../domain/tray-look.ts';
import { isUsageEventKind, usageEventKinds } from '../domain/events/usage-event.ts';
import { providerChanges } from './provider-changes.ts';
import type { ConfigChange } from './change-text.ts';
import type { RawConfig } from './save-settings.ts';
import {
  cadenceChoices,
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
} from '../domain/setting-choices.ts';

/** A setting that `config set` can change: where it stands in the file and the words it takes. */
type SettingRow = {
  readonly name: string;
  readonly place: 'provider' | 'config';
  readonly keys: readonly string[];
  /** The words it takes, or what other values look like. */
  readonly words: readonly string[];
  /** What a word is in the file, where that is not the word itself. */
  readonly toJson?: ((word: string) => unknown) | undefined;
  /** For values that can't be listed: what a text is in the file, or undefined where it can't be used. */
  readonly parse?: ((text: string) => unknown) | undefined;
};

const isTrue = (word: string): boolean => word === 'true';

const rows: readonly SettingRow[] = [
  {
    name: 'enabled',
    place: 'provider',
    keys: ['enabled'],
    words: ['true', 'false'],
    toJson: isTrue,
  },
  { name: 'source', place: 'provider', keys: ['source'], words: sourceChoices },
  { name: 'cookieSource', place: 'provider', keys: ['cookieSource'], words: cookieSourceChoices },
  { name: 'region', place: 'provider', keys: ['region'], words: regionChoices },
  { name: 'language', place: 'config', keys: ['language'], words: languageChoices },
  { name: 'display.meters', place: 'config', keys: ['display', 'meters'], words: meterChoices },
  {
    name: 'refresh.cadence',
    place: 'config',
    keys: ['refresh', 'cadence'],
    words: cadenceChoices.map(String),
    toJson: (word) => cadenceChoices.find((choice) => String(choice) === word),
  },
  {
    name: 'notifications.enabled',
    place: 'config',
    keys: ['notifications', 'enabled'],
    words: ['true', 'false'],
    toJson: isTrue,
  },
  {
    name: 'notifications.thresholds',
    place: 'config',
    keys: ['notifications', 'thresholds'],
    words: ['50,20,10 (1 to 99, at most 5 of them)'],
    parse: parseThresholds,
  },
  {
    name: 'notifications.events',
    place: 'config',
    keys: ['notifications', 'events'],
    words: usageEventKinds,
    parse: parseEvents,
  },
  {
    name: 'notifications.quietHours',
    place: 'config',
    keys: ['notifications', 'quietHours'],
    words: ['22:00-08:00'],
    parse: parseQuiet,
  },
  {
    name: 'server.host',
    place: 'config',
    keys: ['server', 'host'],
    words: ['127.0.0.1', '0.0.0.0', '::'],
    parse: parseHost,
  },
  {
    name: 'server.port',
    place: 'config',
    keys: ['server', 'port'],
    words: ['0 to 65535'],
    parse: parsePort,
  },
  {
    name: 'server.metricsAccountNames',
    place: 'config',
    keys: ['server', 'metricsAccountNames'],
    words: ['true', 'false'],
    toJson: isTrue,
  },
  { name: 'tray.title', place: 'config', keys: ['tray', 'title'], words: trayTitles },
  { name: 'tray.panel', place: 'config', keys: ['tray', 'panel'], words: trayPanels },
  { name: 'tray.colour', place: 'config', keys: ['tray', 'colour'], words: trayColours },
];

/** Secrets have commands of their own to be set, so that they need not stand in a shell's history; they can be taken out here. */
const unsetOnly: readonly Omit<SettingRow, 'words'>[] = [
  { name: 'apiKey', place: 'provider', keys: ['apiKey'] },
  { name: 'cookieHeader', place: 'provider', keys: ['cookieHeader'] },
  { name: 'accounts', place: 'provider', keys: ['accounts'] },
  { name: 'server.token', place: 'config', keys: ['server', 'token'] },
];

export const settableNames: readonly string[] = rows.map(({ name }) => name);
export const unsettableNames: readonly string[] = [...rows, ...unsetOnly].map(({ name }) => name);

/** What `set NAME VALUE` comes to. Names and words are told apart without regard to case. */
export type SettingEdit =
  | {
      readonly kind: 'edit';
      readonly name: string;
      readonly word: string;
      readonly edit: (config: RawConfig) => ConfigChange[];
    }
  | { readonly kind: 'unknown-name' }
  | { readonly kind: 'unknown-word'; readonly name: string; readonly words: readonly string[] };

export function settingEdit(name: string, value: string): SettingEdit {
  const row = rows.find((candidate) => sameWord(candidate.name, name));
  if (row === undefined) return { kind: 'unknown-name' };
  if (row.parse !== undefined) {
    const json = row.parse(value.trim());
    if (json === undefined) return { kind: 'unknown-word', name: row.name, words: row.words };
    return {
      kind: 'edit',
      name: row.name,
      word: Array.isArray(json) ? json.join(',') : value.trim(),
      edit: (config) => changesOf(row, config, json),
    };
  }
  const word = row.words.find((candidate) => sameWord(candidate, value));
  if (word === undefined) return { kind: 'unknown-word', name: row.name, words: row.words };
  return {
    kind: 'edit',
    name: row.name,
    word,
    edit: (config) => changesOf(row, config, row.toJson?.(word) ?? word),
  };
}

/** What `unset NAME` comes to: the key is taken out of the file, and the default holds again. */
export function unsettingEdit(
  name: string,
):
  | Extract<SettingEdit, { kind: 'unknown-name' }>
  | { kind: 'edit'; name: string; edit: (config: RawConfig) => ConfigChange[] } {
  const row = [...rows, ...unsetOnly].find((candidate) => sameWord(candidate.name, name));
  if (row === undefined) return { kind: 'unknown-name' };
  return { kind: 'edit', name: row.name, edit: (config) => changesOf(row, config, undefined) };
}

function changesOf(
  row: Pick<SettingRow, 'place' | 'keys'>,
  config: RawConfig,
  value: unknown,
): ConfigChange[] {
  const [key] = row.keys;
  if (row.place === 'provider' && key !== undefined)
    return providerChanges(config, { [key]: value });
  return [{ keys: row.keys, value }];
}

function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}

function parseThresholds(text: string): readonly number[] | undefined {
  const percents = text.split(/[\s,]+/).map(Number);
  const isUsable =
    percents.length <= 5 &&
    percents.every((percent) => Number.isInteger(percent) && percent >= 1 && percent <= 99);
  return text !== '' && isUsable ? percents : undefined;
}

function parseEvents(text: string): readonly string[] | undefined {
  const kinds = text.split(/[\s,]+/);
  return kinds.every(isUsageEventKind) ? kinds : undefined;
}

function parseQuiet(text: string): QuietHours | undefined {
  const [from = '', to = '', ...more] = text.split(/\s*[-–]\s*/);
  return more.length === 0 && isTimeOfDay(from) && isTimeOfDay(to) ? { from, to } : undefined;
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

/** An address or a name; whether it exists shows when it is listened on. */
function parseHost(text: string): string | undefined {
  return /^[\w.:-]{1,253}$/.test(text) ? text : undefined;
}
