import { forgetUnusedKey, keyBehind, storeInKeyring } from '../../../app/keyring.ts';
import { apiKeyIn } from '../../../app/pasted.ts';
import { accountChanges } from '../../../config/account-changes.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { providerChanges } from '../../../config/provider-changes.ts';
import { Secret } from '../../../domain/secret.ts';
import { koffiPackage } from '../../../host/koffi.ts';
import type { Messages } from '../../../present/messages/en.ts';
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
    /** In the system keyring; without a key, moves the stored one there. */
    readonly keyring?: boolean | undefined;
    /** In the config file; without a key, moves the stored one back. */
    readonly file?: boolean | undefined;
  };

/**
 * `config set-api-key`: stores a Kimi Code API key in the config file, or in the system keyring, and
 * enables Kimi. Rejects other keys.
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
  if (options.keyring && options.file) throw argumentFailure(ctx, (texts) => texts.keyringOrFile);
  const key =
    (await keyToMove(ctx, options, account)) ??
    new Secret(await takeApiKey(ctx, options, { account, question }));
  const apiKey = options.keyring === true ? await keep(ctx, key) : key.open();
  const path = pathInUse(ctx);
  try {
    await changeConfigFile(ctx, keyEdit(apiKey, account, options));
  } catch (error) {
    await forgetUnusedKey(ctx.host, apiKey, { path, ask: askOf(ctx) });
    throw error;
  }
  const after = (await settingsAfterChange(ctx))?.settings.provider;
  if (json) {
    ctx.terminal.out(storedRecord(path, { account, enabled: after?.enabled ?? true }));
    return 0;
  }
  ctx.terminal.out(
    (options.keyring === true ? words.apiKeyKept(account) : words.apiKeyStored(account)) +
      (options.enable === false ? '' : words.andEnabled),
  );
  if (after?.source === 'cli' || after?.source === 'web')
    ctx.terminal.err(words.sourceLeavesOut(after.source));
  return 0;
}

function keyEdit(
  apiKey: string,
  account: string | undefined,
  { enable }: SetApiKeyOptions,
): Parameters<typeof changeConfigFile>[1] {
  const providerValues = enable === false ? {} : { enabled: true };
  return (config) =>
    account === undefined
      ? providerChanges(config, { ...providerValues, apiKey })
      : accountChanges(config, { name: account, values: { apiKey }, providerValues });
}

/** The stored key if only its place is to change. Throws `invalid-arguments` if it can't be read. */
async function keyToMove(
  ctx: CommandContext,
  { keyring, file, apiKey, stdin }: SetApiKeyOptions,
  account: string | undefined,
): Promise<Secret | undefined> {
  if ((keyring !== true && file !== true) || apiKey !== undefined || stdin === true)
    return undefined;
  const { provider } = (await loadSettings(ctx.host, { path: pathInUse(ctx) })).settings;
  const holder = account === undefined ? provider : provider.accounts.find(isNamed(account));
  if (holder?.apiKey === undefined) return undefined;
  const key = await keyBehind(ctx.host, holder.apiKey, askOf(ctx));
  if (typeof key === 'string') throw keyringFailure(ctx, key);
  const isFromKeyring = key.open() !== holder.apiKey.open();
  if (isFromKeyring && typeof apiKeyIn(key.open()) === 'string')
    throw keyringFailure(ctx, 'missing');
  return key;
}

/** Puts a key into the system keyring. Returns what the config file gets instead. */
async function keep(ctx: CommandContext, key: Secret): Promise<string> {
  const stored = await storeInKeyring(ctx.host, key, askOf(ctx));
  if (typeof stored === 'string') throw keyringFailure(ctx, stored);
  return stored.reference;
}

function keyringFailure(ctx: CommandContext, why: keyof Messages['config']['keyringFailed']) {
  return argumentFailure(ctx, (words) => words.keyringFailed[why](koffiPackage));
}

function askOf({ terminal, signal }: CommandContext) {
  return { mayPrompt: terminal.interactive, signal };
}

function isNamed(name: string): (account: { readonly name: string }) => boolean {
  return (account) => account.name === name;
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
