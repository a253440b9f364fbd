import { defineCommand, type Values } from '../command-line/command.ts';
import { jsonFlag, jsonOnlyFlag } from '../command-line/common-flags.ts';
import type { Flags } from '../command-line/flag.ts';
import { oneOf, text } from '../command-line/value-types.ts';
import type { CommandContext } from '../command-context.ts';
import { logFlags, providerFlag } from './codexbar-flags.ts';

// KimiBar's own commands do the work; only the flags are CodexBar's.

const reportFlags = {
  ...logFlags,
  format: { summary: 'format', value: 'format', type: oneOf(['text', 'json']), default: 'text' },
  ...jsonFlag,
  ...jsonOnlyFlag,
  pretty: { summary: 'pretty' },
} as const satisfies Flags;

const validate = defineCommand({
  name: 'validate',
  summary: 'config validate',
  isHidden: true,
  flags: reportFlags,
  async run(context, values) {
    const { configValidate } = await import('../commands/config/validate.ts');
    return configValidate(indented(context, values), formatOf(values));
  },
});

const providers = defineCommand({
  name: 'providers',
  summary: 'config providers',
  isHidden: true,
  flags: reportFlags,
  async run(context, values) {
    const { configProviders } = await import('../commands/config/providers.ts');
    return configProviders(indented(context, values), formatOf(values));
  },
});

const enable = defineCommand({
  name: 'enable',
  summary: 'config enable',
  isHidden: true,
  flags: { ...reportFlags, ...providerFlag },
  async run(context, values) {
    const { configEnable } = await import('../commands/config/providers.ts');
    return configEnable(indented(context, values), formatOf(values));
  },
});

const disable = defineCommand({
  name: 'disable',
  summary: 'config disable',
  isHidden: true,
  flags: { ...reportFlags, ...providerFlag },
  async run(context, values) {
    const { configDisable } = await import('../commands/config/providers.ts');
    return configDisable(indented(context, values), formatOf(values));
  },
});

const setApiKey = defineCommand({
  name: 'set-api-key',
  summary: 'config set-api-key',
  isHidden: true,
  flags: {
    ...reportFlags,
    ...providerFlag,
    label: { summary: 'account', value: 'name', type: text },
    apiKey: { summary: 'apiKey', value: 'key', type: text },
    stdin: { summary: 'stdin' },
    enable: { summary: 'noEnable', default: true },
  },
  async run(context, values) {
    const { apiKey, stdin, enable: isEnabled, label, provider } = values;
    const { configSetApiKey } = await import('../commands/config/set-api-key.ts');
    return configSetApiKey(indented(context, values), {
      ...formatOf(values),
      provider,
      account: label,
      apiKey,
      stdin,
      enable: isEnabled,
    });
  },
});

const dump = defineCommand({
  name: 'dump',
  summary: 'config dump',
  isHidden: true,
  flags: { ...reportFlags, showSecrets: { summary: 'showSecrets' } },
  run: async (context, { showSecrets, pretty }) =>
    (await import('./dump.ts')).runDump(context, { showSecrets, pretty }),
});

/** Without a further word CodexBar validates. */
export const config = defineCommand({
  name: 'config',
  summary: 'config',
  isHidden: true,
  defaultCommand: validate,
  commands: [validate, providers, enable, disable, setApiKey, dump],
});

type ReportValues = Values<typeof reportFlags, unknown>;

function formatOf({ format, json, jsonOnly }: ReportValues): { readonly format: string } {
  return { format: json || jsonOnly ? 'json' : format };
}

/** With `--pretty`, the JSON that a command prints is indented. */
function indented(context: CommandContext, values: ReportValues): CommandContext {
  if (!values.pretty || formatOf(values).format !== 'json') return context;
  const { terminal } = context;
  const out = (line: string): void => terminal.out(JSON.stringify(JSON.parse(line), undefined, 2));
  return { ...context, terminal: Object.create(terminal, { out: { value: out } }) };
}
