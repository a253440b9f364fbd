import { pickLanguage, type Language } from '../domain/language.ts';
import {
  cadenceChoices,
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
} from '../domain/setting-choices.ts';
import { defaultTrayLook, trayColours, trayPanels, trayTitles } from '../domain/tray-look.ts';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import { string } from './check.ts';
import { hookRules } from './hook-rules.ts';
import { maskUrl } from './mask-secrets.ts';
import { notifyTargets } from './notify-targets.ts';
import {
  choiceOf,
  choiceSetting,
  optionalSetting,
  secretSetting,
  setting,
  switchSetting,
} from './setting.ts';
import { accounts } from './account-settings.ts';
import {
  eventKinds,
  headerList,
  hostName,
  port,
  quietHours,
  seriesLabel,
  serviceAddress,
  thresholds,
} from './setting-values.ts';

/** Half left, time to plan, nearly nothing left. */
const defaultThresholds = [50, 20, 10];

/**
 * A 5-hour window resets five times a day: only news if it was used up, which `quota-restored`
 * covers.
 */
const defaultEvents = usageEventKinds.filter((kind) => kind !== 'quota-reset');

const defaultHost = '127.0.0.1';

/** The caller checks a base URL. Its user info and query may hold a password. */
const baseUrl = {
  check: string,
  read: (url: string) => url,
  parse: (url: string) => url,
  format: maskUrl,
  examples: [],
  change: 'none',
  shown: 'if-set',
} as const;

/** Kimi's entry of `providers`. */
export const kimiSettings = [
  switchSetting({ name: 'enabled', page: 'enabled', default: true }),
  choiceSetting({ name: 'source', page: 'source', choices: sourceChoices, default: 'auto' }),
  secretSetting({
    name: 'apiKey',
    page: 'apiKey',
    command: 'kimibar config set-api-key',
    credentialVariables: ['KIMI_CODE_API_KEY'],
  }),
  choiceSetting({
    name: 'cookieSource',
    page: 'cookieSource',
    choices: cookieSourceChoices,
    default: 'auto',
  }),
  secretSetting({
    name: 'cookieHeader',
    page: 'cookieHeader',
    command: 'kimibar config set-cookie',
    credentialVariables: ['KIMI_MANUAL_COOKIE', 'KIMI_AUTH_TOKEN', 'kimi_auth_token'],
  }),
  choiceSetting({ name: 'region', page: 'region', choices: regionChoices, default: 'auto' }),
  setting({
    ...accounts,
    name: 'accounts',
    command: 'kimibar accounts',
    default: [],
    change: 'none',
    shown: 'if-set',
  }),
  optionalSetting({
    name: 'defaultAccount',
    command: 'kimibar accounts default NAME',
    check: string,
    read: (name) => name.trim() || undefined,
    parse: (text) => text,
    examples: [],
    change: 'unset',
    shown: 'if-set',
  }),
] as const;

/** Only in the environment. */
export const environmentSettings = [
  optionalSetting({ ...baseUrl, name: 'codeBaseUrl', variable: 'KIMI_CODE_BASE_URL' }),
  optionalSetting({ ...baseUrl, name: 'webBaseUrl', variable: 'KIMI_WEB_BASE_URL' }),
  optionalSetting({ ...baseUrl, name: 'statusPageUrl', variable: 'KIMI_STATUS_PAGE_URL' }),
] as const;

/** The sections at the top of the file. */
export const fileSettings = [
  setting({
    ...choiceOf(languageChoices),
    name: 'language',
    page: 'language',
    variable: 'KIMIBAR_LANG',
    default: 'auto',
    // `auto` follows the system; a locale of the environment is no word of the file.
    read: (choice): Language | undefined => (choice === 'auto' ? undefined : choice),
    parseVariable: (text) => (text.toLowerCase() === 'auto' ? 'auto' : pickLanguage([text])),
    view: (language) => language ?? 'auto',
    change: 'set',
    shown: 'always',
  }),
  choiceSetting({ name: 'display.meters', page: 'meters', choices: meterChoices, default: 'left' }),
  choiceSetting({ name: 'refresh.cadence', page: 'cadence', choices: cadenceChoices, default: 5 }),
  switchSetting({ name: 'statusPage', default: true }),
  switchSetting({ name: 'updates.notice', default: true }),
  switchSetting({ name: 'notifications.enabled', page: 'notifications.enabled', default: true }),
  setting({
    ...thresholds,
    name: 'notifications.thresholds',
    page: 'notifications.thresholds',
    default: defaultThresholds,
    change: 'set',
    shown: 'always',
  }),
  switchSetting({
    name: 'notifications.lowIfLasting',
    page: 'notifications.lowIfLasting',
    default: false,
  }),
  setting({
    ...hostName,
    name: 'server.host',
    default: defaultHost,
    read: (text) => text.trim() || defaultHost,
    change: 'set',
    shown: 'always',
  }),
  setting({
    ...port,
    name: 'server.port',
    default: 8737,
    change: 'set',
    shown: 'always',
  }),
  switchSetting({
    name: 'server.metricsAccountNames',
    page: 'metricsAccountNames',
    default: false,
  }),
  choiceSetting({
    name: 'tray.title',
    page: 'tray.title',
    choices: trayTitles,
    default: defaultTrayLook.title,
  }),
  choiceSetting({
    name: 'tray.panel',
    page: 'tray.panel',
    choices: trayPanels,
    default: defaultTrayLook.panel,
  }),
  choiceSetting({
    name: 'tray.colour',
    page: 'tray.colour',
    choices: trayColours,
    default: defaultTrayLook.colour,
  }),
  setting({
    ...eventKinds,
    name: 'notifications.events',
    page: 'notifications.events',
    default: defaultEvents,
    change: 'set',
    shown: 'always',
  }),
  optionalSetting({
    ...quietHours,
    name: 'notifications.quietHours',
    page: 'notifications.quietHours',
    change: 'set',
    shown: 'always',
  }),
  setting({
    ...notifyTargets,
    name: 'notifications.targets',
    command: 'kimibar notify',
    default: [],
    change: 'none',
    shown: 'if-set',
  }),
  secretSetting({
    name: 'server.token',
    variable: 'KIMIBAR_TOKEN',
    foreignVariable: 'CODEXBAR_DASHBOARD_TOKEN',
    fromStdin: true,
  }),
  switchSetting({ name: 'export.enabled', default: false }),
  optionalSetting({
    ...serviceAddress,
    name: 'export.endpoint',
    change: 'set',
    shown: 'always',
  }),
  secretSetting({ ...headerList, name: 'export.headers', fromStdin: true }),
  optionalSetting({ ...seriesLabel, name: 'export.host', change: 'set', shown: 'always' }),
  optionalSetting({ ...seriesLabel, name: 'export.team', change: 'set', shown: 'always' }),
  switchSetting({ name: 'export.projects', default: false }),
  optionalSetting({ ...serviceAddress, name: 'fleet.url', change: 'set', shown: 'always' }),
  secretSetting({ name: 'fleet.token', variable: 'KIMIBAR_FLEET_TOKEN', fromStdin: true }),
  setting({
    ...hookRules,
    name: 'hooks.rules',
    default: [],
    change: 'none',
    shown: 'if-set',
  }),
] as const;
