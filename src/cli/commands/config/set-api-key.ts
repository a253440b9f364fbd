import { apiKeyIn } from '../../../app/pasted.ts';
import { accountChanges } from '../../../config/account-changes.ts';
import { providerChanges } from '../../../config/provider-changes.ts';
import type { CommandContext } from '../../command-context.ts';
import {
  argumentFailure,
  accountName,
  requireKimi,
  wantsJson,
  type AccountOption,
  type FormatOption,
  type ProviderOption,
} from './config-options.ts';
import { changeConfigFile, pathInUse, settingsAfterChange } from './config-file.ts';
import { storedRecord, takeSecret } from './take-secret.ts';

/** `enable` is false for `--no-enable`. */
export type SetApiKeyOptions = FormatOption &
  ProviderOption &
  AccountOption & {
    readonly apiKey?: string | undefined;
    readonly stdin?: boolean | undefined;
    readonly enable?: boolean | undefined;
  };

/**
 * `config set-api-key`: stores a Kimi Code API key in the config file and enables Kimi. Rejects
 * other keys.
 */
export async function configSetApiKey(
  ctx: CommandContext,
  options: SetApiKeyOptions,
): Promise<number> {
  const words = ctx.messages.config;
  const json = wantsJson(ctx, options);
  requireKimi(ctx, options);
  const account = await accountName(ctx, options);
  const question = words.askApiKey;
  const apiKey = await takeApiKey(ctx, options, { account, question });
  const providerValues = options.enable === false ? {} : { enabled: true };
  const path = pathInUse(ctx);
  await changeConfigFile(ctx, (config) =>
    account === undefined
      ? providerChanges(config, { ...providerValues, apiKey })
      : accountChanges(config, { name: account, values: { apiKey }, providerValues }),
  );
  const after = (await settingsAfterChange(ctx))?.settings.provider;
  if (json) {
    ctx.terminal.out(storedRecord(path, { account, enabled: after?.enabled ?? true }));
    return 0;
  }
  ctx.terminal.out(
    words.apiKeyStored(account) + (options.enable === false ? '' : words.andEnabled),
  );
  if (after?.source === 'cli' || after?.source === 'web')
    ctx.terminal.err(words.sourceLeavesOut(after.source));
  return 0;
}

/**
 * The API key from a flag, stdin or a question on the terminal. Throws `invalid-arguments` for
 * anything else than a key of Kimi Code.
 */
export async function takeApiKey(
  ctx: CommandContext,
  options: Pick<SetApiKeyOptions, 'apiKey' | 'stdin'>,
  { account, question }: { readonly account: string | undefined; readonly question: string },
): Promise<string> {
  const raw = await takeSecret(ctx, {
    given: options.apiKey,
    stdin: options.stdin === true,
    question,
    bothGiven: (words) => words.apiKeyTwice,
    noneGiven: (words) => words.apiKeyMissing,
  });
  const key = apiKeyIn(raw);
  if (key === 'token') throw argumentFailure(ctx, (words) => words.apiKeyIsToken(account));
  if (typeof key === 'string') throw argumentFailure(ctx, (words) => words[refusals[key]]);
  return key.open();
}

const refusals = {
  missing: 'apiKeyMissing',
  'open-platform': 'apiKeyOfOpenPlatform',
  'not-one-word': 'apiKeyNotOneWord',
} as const;
