import { BlockList, isIP } from 'node:net';
import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import { readEnvValue } from '../env-value.ts';
import type { Env } from '../host.ts';

const defaultPorts = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
} as const;

/** `socks4a` and `socks5h` leave resolving Kimi's name to the proxy. */
export type ProxyProtocol = keyof typeof defaultPorts;

/** A proxy and how to sign in there. */
export type Proxy = {
  readonly protocol: ProxyProtocol;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly password?: Secret | undefined;
};

/**
 * The proxy for an HTTPS URL by `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, read as curl does:
 * lower case before upper case, empty counts as absent, an address without a scheme is an HTTP
 * proxy. Undefined if there is none. Throws `offline` (`proxy`) for an address that cannot be used;
 * the failure does not repeat it, since it may contain a password.
 */
export function findProxy(url: URL, env: Env): Proxy | undefined {
  const address = readEnvValue(env, 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY');
  if (address === undefined || isExempt(url, readEnvValue(env, 'no_proxy', 'NO_PROXY') ?? ''))
    return undefined;
  return readProxy(address);
}

/** `cause` must not contain the proxy's address. */
export function proxyFailure(why?: string, cause?: unknown): Failure {
  const reason = why === undefined ? '' : ` (${why})`;
  return new Failure('offline', `the proxy did not connect${reason}`, {
    detail: { code: 'proxy', subject: why },
    cause,
  });
}

function readProxy(address: string): Proxy {
  const text = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(text)) throw proxyFailure();
  const { protocol: scheme, hostname, port, username, password } = new URL(text);
  // Desktops write `socks://`; curl takes it for SOCKS4, everything else for SOCKS5.
  const protocol = scheme === 'socks:' ? 'socks5h' : scheme.slice(0, -1);
  if (!isProxyProtocol(protocol)) throw proxyFailure(`${scheme}//`);
  const host = withoutBrackets(hostname);
  if (host === '') throw proxyFailure();
  return {
    protocol,
    host,
    port: port === '' ? defaultPorts[protocol] : Number(port),
    user: username === '' ? undefined : decoded(username),
    password: password === '' ? undefined : new Secret(decoded(password)),
  };
}

function isProxyProtocol(word: string): word is ProxyProtocol {
  return Object.hasOwn(defaultPorts, word);
}

/** A `%` that encodes nothing is part of the password. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Is this URL in a `NO_PROXY` list? Entries are separated by commas or blanks: `*`, a domain with
 * all below it (also as `.kimi.com` or `*.kimi.com`), an address or a range of addresses, each
 * optionally with a port.
 */
function isExempt(url: URL, list: string): boolean {
  const host = withoutBrackets(url.hostname).replace(/\.$/, '');
  const port = url.port === '' ? '443' : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .map(splitPort)
    .filter((entry) => entry.port === undefined || entry.port === port)
    .some((entry) => matches(host, entry.host));
}

/** Only one colon, or one behind brackets, separates a port: `::1` is an address. */
function splitPort(entry: string): { readonly host: string; readonly port?: string | undefined } {
  const [, host = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  return { host: withoutBrackets(host), port };
}

function matches(host: string, entry: string): boolean {
  if (entry === '*') return true;
  if (isIP(host) !== 0) return isInRange(host, entry);
  const domain = entry.replace(/^\*?\.?/, '').replace(/\.$/, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** Compares addresses, not texts: IPv6 has many spellings. */
function isInRange(address: string, entry: string): boolean {
  const [network = '', prefix] = entry.split('/');
  const version = isIP(network);
  if (version === 0 || version !== isIP(address)) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const bits = version === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : Number(prefix);
  if (!Number.isInteger(length) || length < 0 || length > bits) return false;
  const range = new BlockList();
  range.addSubnet(network, length, family);
  return range.check(address, family);
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
