import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';

const skip =
  (process.platform !== 'linux' || process.getuid?.() !== 0) && 'only root can be somebody else';
const stranger = 65_534;

/** Answers as `findVersionAt` expects, and records what it receives. */
const impostor = `
  const server = require('node:http').createServer((request, response) => {
    console.log(request.url, request.headers.authorization);
    response.writeHead(200, { Server: 'KimiBar/9.9.9' }).end('{"status":"ok","version":"9.9.9"}');
  });
  server.listen(Number(process.argv[1] ?? 0), process.argv[2] ?? '127.0.0.1', () => console.log('port', server.address().port));
`;

for (const [whose, uid] of [
  ['of another user', stranger],
  ['of the same user', 0],
] as const) {
  test(`a program ${whose} at KimiBar’s port that claims to be KimiBar`, { skip }, async (t) => {
    const stage = await setStage(t);
    const child = spawn(process.execPath, ['-e', impostor], {
      uid,
      cwd: '/',
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill());
    let said = '';
    const port = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, found] = /^port (\d+)$/m.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const { exitCode, stdout, stderr } = await stage.run(['serve', '--port', port]);
    if (uid === stranger) {
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, /^Another program is using 127\.0\.0\.1:/);
      assert.doesNotMatch(said, /health/);
    } else {
      // A process of this user can do everything that this user can.
      assert.deepEqual([exitCode, stderr], [0, '']);
      assert.match(stdout, /9\.9\.9/);
    }
  });
}

test(
  'a program of another user at another address of the same port changes nothing',
  { skip },
  async (t) => {
    const stage = await setStage(t);
    const server = await startServer(t, stage);
    const child = spawn(process.execPath, ['-e', impostor, String(server.port), '127.0.0.5'], {
      uid: stranger,
      cwd: '/',
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill());
    await once(child.stdout, 'data');
    const { exitCode, stdout, stderr } = await stage.run(['serve', '--port', String(server.port)]);
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.match(stdout, /is already running at /);
  },
);
