import assert from 'node:assert/strict';
import test from 'node:test';
import { demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import { setStage } from '../../support/stage.ts';

/** Node's Intl has no name for these; on some systems it finds one for the first two. */
const unusual = [':/etc/localtime', '/etc/localtime', 'localtime', 'UTC0', 'Nowhere/Else', ''];

for (const zone of unusual) {
  test(`the web gateway works with TZ=${zone || '(empty)'}`, async (t) => {
    const stage = await setStage(t, { key: '' });
    const { exitCode, stderr } = await stage.run(['usage', '--source', 'web'], {
      env: { TZ: zone, KIMI_AUTH_TOKEN: demoWebToken },
    });
    assert.deepEqual([exitCode, stderr], [0, '']);
    const zones = stage.simulator.requests.map(({ headers }) => headers['r-timezone']);
    assert.ok(zones.length > 0);
    for (const sent of zones) assert.match(String(sent), /^(?:UTC|(?!Etc\/Unknown)[A-Z]\w+\/.+)$/);
  });
}
