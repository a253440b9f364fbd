import type { Env } from '../host.ts';

/** For `net.connect`: a socket's path (abstract ones begin with NUL) or a TCP address. */
export type BusAddress =
  | { readonly path: string }
  | { readonly host: string; readonly port: number };

/**
 * The addresses of the session's bus, in order of preference: those of `DBUS_SESSION_BUS_ADDRESS`,
 * else systemd's. Kinds that KimiBar cannot connect to are left out. See "Server Addresses" in the
 * D-Bus specification.
 */
export function busAddresses(env: Env): BusAddress[] {
  const given = env['DBUS_SESSION_BUS_ADDRESS'];
  if (given !== undefined && given !== '') return given.split(';').flatMap(parseAddress);
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  return runtimeDir === undefined || runtimeDir === '' ? [] : [{ path: `${runtimeDir}/bus` }];
}

function parseAddress(text: string): BusAddress[] {
  const colon = text.indexOf(':');
  const family = text.slice(0, colon).toLowerCase();
  const keys = new Map(
    text
      .slice(colon + 1)
      .split(',')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), unescape(pair.slice(equals + 1))] as const;
      }),
  );
  if (family === 'unix') {
    const path = keys.get('path');
    const abstract = keys.get('abstract');
    if (path !== undefined) return [{ path }];
    return abstract === undefined ? [] : [{ path: `\0${abstract}` }];
  }
  const port = Number(keys.get('port'));
  return family === 'tcp' && Number.isInteger(port)
    ? [{ host: keys.get('host') ?? '127.0.0.1', port }]
    : [];
}

/** Most bytes are escaped as `%` and two hex digits; a non-ASCII letter takes several of them. */
function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString(),
  );
}
