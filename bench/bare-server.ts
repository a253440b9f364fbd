import { spawn, type ChildProcess } from 'node:child_process';

/** A bare node:http server in its own process, for comparison. */
export type BareServer = {
  readonly url: URL;
  readonly pid: number;
  answerWith(headers: readonly string[], body: string): Promise<void>;
  stop(): void;
};

/** Plain JavaScript, since stripping types costs memory that a bare server does not need. */
const program = `
  const { createServer } = require('node:http');
  let headers = [], body = '';
  const server = createServer((request, response) => response.writeHead(200, headers).end(body));
  process.on('message', (told) => { body = told.body; headers = [...told.headers, 'Content-Length', Buffer.byteLength(body)]; process.send('told'); });
  process.once('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

export async function startBareServer(env: Readonly<Record<string, string>>): Promise<BareServer> {
  const child = spawn(process.execPath, ['-e', program], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await message(child);
  return {
    url: new URL(`http://127.0.0.1:${String(port)}/usage`),
    pid: child.pid ?? 0,
    async answerWith(headers, body) {
      const told = message(child);
      child.send({ headers, body });
      await told;
    },
    stop: () => child.disconnect(),
  };
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('message', resolve));
}
