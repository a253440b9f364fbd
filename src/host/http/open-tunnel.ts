import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { systemCode } from '../system-error.ts';
import { proxyFailure, type Proxy } from './proxy-variables.ts';

/** No proxy's response to CONNECT is longer; one that never ends must not fill the memory. */
const maxConnectResponseBytes = 16 * 1024;

/**
 * SOCKS's own limit, longer than any `--timeout`: the signal decides. Its timer cannot be cleared.
 */
const socksTimeoutMs = 600_000;

/**
 * A connection to the URL's host through a proxy, still without TLS to that host. It is destroyed
 * when the signal aborts, also later. Rejects with `offline` (`proxy`) if the proxy is the trouble.
 */
export function openTunnel(proxy: Proxy, url: URL, signal: AbortSignal): Promise<Socket> {
  const isHttp = proxy.protocol === 'http' || proxy.protocol === 'https';
  return isHttp ? connectByHttp(proxy, url, signal) : connectBySocks(proxy, url, signal);
}

function portOf(url: URL): number {
  return url.port === '' ? 443 : Number(url.port);
}

/** Node's own client parses the response, so that the signal and the limit hold from the start. */
function connectByHttp(proxy: Proxy, url: URL, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${portOf(url)}`;
    const outgoing = (proxy.protocol === 'https' ? https : http).request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...proxyAuthorization(proxy) },
      agent: false,
      maxHeaderSize: maxConnectResponseBytes,
      rejectUnauthorized: true,
      signal,
    });
    outgoing.once('error', (error) => reject(proxyFailure(systemCode(error), error)));
    // Every status comes here. Anything but a tunnel would be taken for Kimi's own response.
    outgoing.once('connect', ({ statusCode }, socket: Socket, early: Buffer) => {
      // In TLS the client speaks first: early bytes are the proxy's own.
      if (statusCode === 200 && early.length === 0) return resolve(endWith(signal, socket));
      socket.destroy();
      reject(proxyFailure(String(statusCode)));
    });
    outgoing.end();
  });
}

function proxyAuthorization({ user = '', password }: Proxy): Record<string, string> {
  if (user === '' && password === undefined) return {};
  const pair = Buffer.from(`${user}:${password?.open() ?? ''}`).toString('base64');
  return { 'Proxy-Authorization': `Basic ${pair}` };
}

async function connectBySocks(proxy: Proxy, url: URL, signal: AbortSignal): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const host = await targetOf(proxy, url);
  const userId = proxy.user ?? '';
  const password = proxy.password?.open() ?? '';
  // The protocol has one byte for each length, and the library would throw in an event handler.
  if ([host, userId, password].some((text) => Buffer.byteLength(text) > 255))
    throw proxyFailure('SOCKS');
  // Connected here: the library's own socket could not be ended by the signal.
  const socket = endWith(signal, connect(proxy.port, proxy.host));
  try {
    await once(socket, 'connect');
    await SocksClient.createConnection({
      command: 'connect',
      existing_socket: socket,
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: proxy.protocol.startsWith('socks4') ? 4 : 5,
        userId,
        password,
      },
      destination: { host, port: portOf(url) },
      timeout: socksTimeoutMs,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    // Not as the cause: the library's errors contain the password.
    throw proxyFailure(systemCode(error) ?? 'SOCKS');
  }
}

/**
 * A name, or its address if this kind of proxy expects KimiBar to resolve it. Networks that only
 * the proxy connects often resolve nothing: then the proxy gets the name.
 */
async function targetOf({ protocol }: Proxy, url: URL): Promise<string> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 || protocol === 'socks5h' || protocol === 'socks4a') return host;
  const family = protocol === 'socks4' ? 4 : 0;
  return await lookup(host, { family }).then(
    ({ address }) => address,
    () => host,
  );
}

/** An abort destroys the socket with an error, which needs a listener until TLS has its own. */
function endWith(signal: AbortSignal, socket: Socket): Socket {
  socket.on('error', () => undefined);
  return addAbortSignal(signal, socket);
}
