import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';

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
