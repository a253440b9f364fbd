import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

const token = 'process-list-token-1234567890';
const skip = process.platform !== 'linux' && 'reads /proc';

for (const flags of [['--token', token], [`--token=${token}`]]) {
  test(
    `a token given as ${flags.length} words does not stand in the list of processes while it serves`,
    { skip },
    async (t) => {
      const stage = await setStage(t);
      const server = await startServer(t, { ...stage, args: ['serve', '--port', '0', ...flags] });
      const listed = readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8');
      assert.equal(listed.includes(token), false, listed);
      assert.match(listed, /^kimibar/);
      assert.equal((await server.get('/usage')).status, 401);
      assert.equal(
        (await server.get('/usage', { headers: { authorization: `Bearer ${token}` } })).status,
        200,
      );
    },
  );
}

test('nor do the address and the secret of a push target', { skip }, async (t) => {
  const stage = await setStage(t);
  const flags = ['--secret', token, `--url=https://push.example/${token}`];
  // It waits for standard input, so that there is time to look.
  const words = [programPath, 'notify', 'add', 'dingtalk', '--stdin', ...flags];
  const child = spawn(process.execPath, words, { env: { HOME: stage.home } });
  t.after(() => child.kill('SIGKILL'));
  const listed = (): string => readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
  await until(() => listed().startsWith('kimibar'), 'the title of the process');
  assert.equal(listed().includes(token), false, listed());
});
