import { loadSettings, type LoadedSettings } from '../../../config/load-settings.ts';
import { maskUrl } from '../../../config/mask-secrets.ts';
import { readEnvValue } from '../../../config/read-env-value.ts';
import type { NotificationSettings } from '../../../config/settings.ts';
import type { Origin } from '../../../config/read-origin.ts';
import { Secret } from '../../../domain/secret.ts';
import type { Env } from '../../../host/host.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import { displayWidth, padAfter } from '../../../present/words/display-width.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { wantsJson, type FormatOption } from './config-options.ts';
import { pathInUse } from './path.ts';

/** A value that may be shown: a word, a secret's hint, or the further accounts. */
type Shown =
  | { readonly kind: 'word'; readonly word: string | boolean }
  | { readonly kind: 'secret'; readonly secret: Secret | undefined }
  | {
      readonly kind: 'account';
      readonly apiKey: Secret | undefined;
      readonly cookieHeader: Secret | undefined;
      readonly region: string;
    };

type Row = { readonly name: string; readonly shown: Shown; readonly origin: Origin };

/** `config show`: every setting in force with where it comes from; secrets as their last four characters. */
export async function configShow(ctx: CommandContext, options: FormatOption): Promise<number> {
  const json = wantsJson(ctx, options);
  const loaded = await loadSettings(ctx.host, { path: pathInUse(ctx) });
  const rows = rowsOf(loaded, ctx.host.env);
  ctx.terminal.out(
    json ? JSON.stringify(recordOf(loaded, rows)) : textOf(loaded, rows, ctx.messages.config),
  );
  return 0;
}

function rowsOf({ settings, origins }: LoadedSettings, env: Env): Row[] {
  const { provider } = settings;
  return [
    { name: 'enabled', shown: word(provider.enabled), origin: origins.enabled },
    { name: 'source', shown: word(provider.source), origin: origins.source },
    secretRow('apiKey', provider.apiKey, env, ['KIMI_CODE_API_KEY']),
    { name: 'cookieSource', shown: word(provider.cookieSource), origin: origins.cookieSource },
    secretRow('cookieHeader', provider.cookieHeader, env, [
      'KIMI_MANUAL_COOKIE',
      'KIMI_AUTH_TOKEN',
      'kimi_auth_token',
    ]),
    { name: 'region', shown: word(provider.region), origin: origins.region },
    ...provider.accounts.map(({ name, apiKey, cookieHeader, region }): Row => ({
      name: `accounts.${name}`,
      shown: { kind: 'account', apiKey, cookieHeader, region },
      origin: origins.accounts,
    })),
    ...urlRow('codeBaseUrl', settings.codeBaseUrl, origins.codeBaseUrl),
    ...urlRow('webBaseUrl', settings.webBaseUrl, origins.webBaseUrl),
    { name: 'language', shown: word(settings.language ?? 'auto'), origin: origins.language },
    { name: 'display.meters', shown: word(settings.meters), origin: origins['display.meters'] },
    ...alwaysOnRows(settings, origins),
  ];
}

function alwaysOnRows(
  { refresh, notifications, server, tray }: LoadedSettings['settings'],
  origins: LoadedSettings['origins'],
): Row[] {
  const words = {
    'refresh.cadence': String(refresh.cadence),
    'notifications.enabled': notifications.enabled,
    'notifications.thresholds': notifications.thresholds.join(','),
    'server.host': server.host,
    'server.port': String(server.port),
    'server.metricsAccountNames': server.metricsAccountNames,
    'tray.title': tray.title,
    'tray.panel': tray.panel,
    'tray.colour': tray.colour,
  } as const;
  const names = Object.keys(words) as (keyof typeof words)[];
  const rows = names.map((name): Row => ({
    name,
    shown: word(words[name]),
    origin: origins[name],
  }));
  return [
    ...rows,
    ...noticeRows(notifications, origins),
    {
      name: 'server.token',
      shown: { kind: 'secret', secret: server.token },
      origin: origins['server.token'],
    },
  ];
}

/** What few people set is shown where it is set. */
function noticeRows(
  { events, quietHours }: NotificationSettings,
  origins: LoadedSettings['origins'],
): Row[] {
  const chosen = origins['notifications.events'];
  return [
    ...(chosen.from === 'default'
      ? []
      : [{ name: 'notifications.events', shown: word(events.join(',')), origin: chosen }]),
    ...(quietHours === undefined
      ? []
      : [
          {
            name: 'notifications.quietHours',
            shown: word(`${quietHours.from}-${quietHours.to}`),
            origin: origins['notifications.quietHours'],
          },
        ]),
  ];
}

/** The file's secret wins over the environment's, as when credentials are looked for. */
function secretRow(
  name: string,
  inFile: Secret | undefined,
  env: Env,
  variables: readonly string[],
): Row {
  if (inFile !== undefined)
    return { name, shown: { kind: 'secret', secret: inFile }, origin: { from: 'file' } };
  const variable = variables.find((candidate) => readEnvValue(env, candidate) !== undefined);
  if (variable === undefined)
    return { name, shown: { kind: 'secret', secret: undefined }, origin: { from: 'default' } };
  const secret = new Secret(readEnvValue(env, variable) ?? '');
  return { name, shown: { kind: 'secret', secret }, origin: { from: 'environment', variable } };
}

function urlRow(name: string, url: string | undefined, origin: Origin): Row[] {
  return url === undefined ? [] : [{ name, shown: word(maskUrl(url)), origin }];
}

function word(value: string | boolean): Shown {
  return { kind: 'word', word: value };
}

function textOf(
  { path, fileExists }: LoadedSettings,
  rows: readonly Row[],
  words: Messages['config'],
): string {
  const cells = rows.map(
    ({ name, shown, origin }) =>
      [cleanText(name), valueText(shown, words), originText(origin, words)] as const,
  );
  const widths = [0, 1].map((column) =>
    Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))),
  );
  const lines = cells.map(
    ([name, value, origin]) =>
      `  ${padAfter(name, widths[0] ?? 0)}  ${padAfter(value, widths[1] ?? 0)}  ${origin}`,
  );
  return [words.fileHeading(path, fileExists), ...lines].join('\n');
}

function valueText(shown: Shown, words: Messages['config']): string {
  if (shown.kind === 'word') return cleanText(String(shown.word));
  if (shown.kind === 'secret') return shown.secret?.hint() ?? words.notSet;
  return words.accountValue(shown.apiKey?.hint(), shown.cookieHeader?.hint(), shown.region);
}

function originText(origin: Origin, words: Messages['config']): string {
  if (origin.from === 'environment') return origin.variable;
  return origin.from === 'file' ? words.fromFile : words.fromDefault;
}

function recordOf({ path, fileExists }: LoadedSettings, rows: readonly Row[]): unknown {
  const settings = rows.map(({ name, shown, origin }) => {
    const variable = origin.from === 'environment' ? { variable: origin.variable } : {};
    return [
      name,
      Object.assign({ value: valueRecord(shown), origin: origin.from }, variable),
    ] as const;
  });
  return { path, exists: fileExists, settings: Object.fromEntries(settings) };
}

function valueRecord(shown: Shown): unknown {
  if (shown.kind === 'word') return shown.word;
  if (shown.kind === 'secret') return secretRecord(shown.secret);
  return {
    apiKey: secretRecord(shown.apiKey),
    cookieHeader: secretRecord(shown.cookieHeader),
    region: shown.region,
  };
}

function secretRecord(secret: Secret | undefined): unknown {
  return secret === undefined ? { set: false } : { set: true, hint: secret.hint() };
}
