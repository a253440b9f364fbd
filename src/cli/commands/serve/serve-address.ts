import { loadSettings, type LoadedSettings } from '../../../config/load-settings.ts';
import { isHeaderWord } from '../../../domain/header-text.ts';
import { Secret } from '../../../domain/secret.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';

/** As long as a random token of 12 bytes in base64. */
const minTokenLength = 16;

/** Flags of `serve`; they override the environment and the config file. */
export type AddressFlags = {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly token?: string | undefined;
};

type Words = Pick<CommandContext, 'messages'>;

/** Of the setting `server.token`. */
const tokenVariables = ['KIMIBAR_TOKEN', 'CODEXBAR_DASHBOARD_TOKEN'];

/** The address to listen at, and what requests need. */
export type ServeAddress = {
  readonly host: string;
  readonly port: number;
  readonly loopbackOnly: boolean;
  readonly token?: Secret | undefined;
};

/**
 * Combines flags, the environment and the config file. Throws `invalid-arguments` if the token is
 * blank or not sendable, if other computers could connect without one or with a short one, and if no
 * URL can have this host.
 */
export async function readServeAddress(
  context: Pick<CommandContext, 'host' | 'configPath' | 'messages'>,
  flags: AddressFlags,
): Promise<ServeAddress> {
  const { host: machine, configPath } = context;
  const loaded = await loadSettings(machine, { path: configPath });
  const { server } = loaded.settings;
  const host = (flags.host ?? server.host).replace(/^\[(.*)\]$/, '$1').trim();
  const port = flags.port ?? server.port;
  if (!isUsableHost(host))
    throw refusal(context, ({ serve }) => serve.unusableHost(cleanText(host)));
  const token =
    flags.token === undefined ? tokenInSettings(loaded, context) : tokenFrom(flags.token, context);
  const loopbackOnly = isLoopback(host);
  if (!loopbackOnly && token === undefined)
    throw refusal(context, ({ serve }) => serve.tokenNeeded(host));
  if (!loopbackOnly && isShort(token)) throw refusal(context, ({ serve }) => serve.shortToken);
  return { host, port, loopbackOnly, token };
}

/** Can the token be guessed? */
export function isShort(token: Secret | undefined): boolean {
  return token !== undefined && token.open().length < minTokenLength;
}

/** The URL for this computer's browser; a wildcard address becomes the loopback one. */
export function urlOf({ host }: Pick<ServeAddress, 'host'>, port: number): URL {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}/`);
}

/** Empty is absent, as for every variable; but only blanks are a failed attempt to set a token. */
function tokenInSettings(
  { settings, origins }: LoadedSettings,
  { host, messages }: Pick<CommandContext, 'host' | 'messages'>,
): Secret | undefined {
  const { token } = settings.server;
  if (token !== undefined) return tokenFrom(token.open(), { messages });
  const isBlank =
    origins['server.token'].from === 'file' ||
    tokenVariables.some((name) => (host.env[name] ?? '') !== '');
  if (isBlank) throw refusal({ messages }, ({ serve }) => serve.blankToken);
  return undefined;
}

function tokenFrom(text: string, context: Words): Secret {
  const token = text.trim();
  if (token === '') throw refusal(context, ({ serve }) => serve.blankToken);
  if (!isHeaderWord(token)) throw refusal(context, ({ serve }) => serve.unsendableToken);
  return new Secret(token);
}

/** Can it be part of a URL? IPv6 addresses with a zone and impossible IPv4 addresses cannot. */
function isUsableHost(host: string): boolean {
  const name = host.includes(':') ? `[${host}]` : host;
  return /^[\w.:-]+$/.test(host) && URL.canParse(`http://${name}:1/`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
