import { settable, settableNames, unsettableNames } from '../../config/settings-table.ts';
import { cookieSourceChoices, sourceChoices } from '../../domain/setting-choices.ts';
import { defineCommand } from '../command-line/command.ts';
import { accountFlag } from '../command-line/common-flags.ts';
import type { Argument, Flags } from '../command-line/flag.ts';
import { text, textSuch } from '../command-line/value-types.ts';

// The commands check formats, providers and values themselves: their messages are part of the
// contract, and some values may be written in more ways than help lists.

const format = {
  format: { summary: 'format', value: 'format', type: textSuch(['text', 'json']) },
  json: { summary: 'json' },
} as const satisfies Flags;
const provider = {
  provider: { summary: 'provider', value: 'name', type: textSuch(['kimi']) },
} as const satisfies Flags;
const paste = {
  ...format,
  ...provider,
  ...accountFlag,
  stdin: { summary: 'stdin' },
} as const satisfies Flags;
const settingName = {
  summary: 'name',
  type: textSuch(settableNames, ({ settings }) => settings),
} as const;
const settingValue: Argument<string> = {
  summary: 'value',
  type: { ...text, choicesAfter: ([name = '']) => choicesOf(name) },
};

const path = defineCommand({
  name: 'path',
  mayLackConfig: true,
  summary: 'config path',
  run: async (context) => (await import('../commands/config/config-file.ts')).configPath(context),
});

const show = defineCommand({
  name: 'show',
  summary: 'config show',
  flags: format,
  run: async (context, values) =>
    (await import('../commands/config/show.ts')).configShow(context, values),
});

const validate = defineCommand({
  name: 'validate',
  summary: 'config validate',
  flags: format,
  run: async (context, values) =>
    (await import('../commands/config/validate.ts')).configValidate(context, values),
});

const providers = defineCommand({
  name: 'providers',
  summary: 'config providers',
  flags: format,
  run: async (context, values) =>
    (await import('../commands/config/providers.ts')).configProviders(context, values),
});

const enable = defineCommand({
  name: 'enable',
  mayLackConfig: true,
  summary: 'config enable',
  flags: { ...format, ...provider },
  run: async (context, values) =>
    (await import('../commands/config/providers.ts')).configEnable(context, values),
});

const disable = defineCommand({
  name: 'disable',
  mayLackConfig: true,
  summary: 'config disable',
  flags: { ...format, ...provider },
  run: async (context, values) =>
    (await import('../commands/config/providers.ts')).configDisable(context, values),
});

const setApiKey = defineCommand({
  name: 'set-api-key',
  mayLackConfig: true,
  summary: 'config set-api-key',
  flags: {
    ...paste,
    apiKey: { summary: 'apiKey', value: 'key', type: text },
    keyring: { summary: 'keyring' },
    file: { summary: 'keyFile' },
    enable: { summary: 'noEnable', default: true },
  },
  run: async (context, values) =>
    (await import('../commands/config/set-api-key.ts')).configSetApiKey(context, values),
});

const setCookie = defineCommand({
  name: 'set-cookie',
  mayLackConfig: true,
  summary: 'config set-cookie',
  flags: { ...paste, cookie: { summary: 'cookie', value: 'text', type: text } },
  run: async (context, values) =>
    (await import('../commands/config/set-cookie.ts')).configSetCookie(context, values),
});

const setSource = defineCommand({
  name: 'set-source',
  mayLackConfig: true,
  summary: 'config set-source',
  arguments: { source: { summary: 'source', type: textSuch(sourceChoices) } },
  run: async (context, { source }) =>
    (await import('../commands/config/set-setting.ts')).configSetSource(context, {
      value: source,
    }),
});

const setCookieSource = defineCommand({
  name: 'set-cookie-source',
  mayLackConfig: true,
  summary: 'config set-cookie-source',
  arguments: { source: { summary: 'source', type: textSuch(cookieSourceChoices) } },
  run: async (context, { source }) =>
    (await import('../commands/config/set-setting.ts')).configSetCookieSource(context, {
      value: source,
    }),
});

const set = defineCommand({
  name: 'set',
  mayLackConfig: true,
  summary: 'config set',
  arguments: { name: settingName, value: settingValue },
  run: async (context, { name, value }) =>
    (await import('../commands/config/set-setting.ts')).configSet(context, { name, value }),
});

const unset = defineCommand({
  name: 'unset',
  summary: 'config unset',
  arguments: {
    name: { summary: 'name', type: textSuch(unsettableNames, ({ settings }) => settings) },
  },
  run: async (context, { name }) =>
    (await import('../commands/config/set-setting.ts')).configUnset(context, { name }),
});

const dump = defineCommand({
  name: 'dump',
  summary: 'config dump',
  flags: { showSecrets: { summary: 'showSecrets' } },
  run: async (context, { showSecrets }) =>
    (await import('../commands/config/config-file.ts')).configDump(context, { showSecrets }),
});

export const config = defineCommand({
  name: 'config',
  summary: 'config',
  commands: [
    path,
    show,
    validate,
    providers,
    enable,
    disable,
    setApiKey,
    setCookie,
    setSource,
    setCookieSource,
    set,
    unset,
    dump,
  ],
});

/** The values of a setting that has a few. */
function choicesOf(name: string): readonly string[] {
  const row = settable.find((candidate) => candidate.name === name);
  return row?.isChoice === true ? row.examples : [];
}
