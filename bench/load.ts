import { connect } from 'node:net';
import { percentile } from './percentile.ts';

export type Load = { readonly perSecond: number; readonly p99Ms: number };

/**
 * Requests one address repeatedly for `ms` over a few persistent connections. It uses bare sockets,
 * since node:http's client would be busier than the servers it measures. Any status but 200 ends
 * the measurement: a server must not look fast because it rejects requests.
 */
export async function loadFor(url: URL, ms: number, connections = 16): Promise<Load> {
  const startMs = performance.now();
  const loads = await Promise.all(
    Array.from({ length: connections }, () => askOn(url, startMs + ms)),
  );
  const waits = loads.flat();
  return {
    perSecond: (waits.length * 1000) / (performance.now() - startMs),
    p99Ms: percentile(waits, 99),
  };
}

/** The time until each response, in milliseconds. */
function askOn(url: URL, endMs: number): Promise<readonly number[]> {
  const ask = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    const waits: number[] = [];
    let askedMs = performance.now();
    let held: Buffer = Buffer.alloc(0);
    socket.setNoDelay(true).on('error', reject).write(ask);
    socket.on('data', (part) => {
      held = held.length === 0 ? part : Buffer.concat([held, part]);
      const headEnd = held.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = held.toString('latin1', 0, headEnd);
      const size = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (!head.startsWith('HTTP/1.1 200 ') || Number.isNaN(size))
        return reject(new Error(`${url.href} answered ${head.split('\r\n')[0]}`));
      if (held.length < headEnd + 4 + size) return;
      const nowMs = performance.now();
      waits.push(nowMs - askedMs);
      if (nowMs < endMs) {
        held = Buffer.alloc(0);
        askedMs = nowMs;
        socket.write(ask);
        return;
      }
      socket.destroy();
      resolve(waits);
    });
  });
}
