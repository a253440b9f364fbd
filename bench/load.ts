import { connect } from 'node:net';

/**
 * Asks for one address over and over on a few kept connections, for `ms`. Written on bare sockets: node:http's client would be busier
 * than the servers it measures. Anything but 200 ends the measurement: a refusing server must not look fast.
 */
export async function loadFor(url: URL, ms: number, connections = 16): Promise<{ readonly perSecond: number }> {
  const startMs = performance.now();
  const loads = await Promise.all(Array.from({ length: connections }, () => askOn(url, startMs + ms)));
  const answers = loads.reduce((sum, count) => sum + count, 0);
  return { perSecond: (answers * 1000) / (performance.now() - startMs) };
}

function askOn(url: URL, endMs: number): Promise<number> {
  const ask = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    let answers = 0;
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
      answers += 1;
      if (performance.now() < endMs) {
        held = Buffer.alloc(0);
        socket.write(ask);
        return;
      }
      socket.destroy();
      resolve(answers);
    });
  });
}
