import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { runFleet } from '../../../src/cli/commands/fleet.ts';
import { recordedContext } from '../../support/recorded-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const name = 'red\u202Eteam\u009B31m\u{E0041}';

/** An engine with one account, whatever the query. */
async function startFakeEngine(t: TestContext): Promise<string> {
  const metric = { __name__: 'kimibar_quota_used_ratio', team: name, host: name, account: '0' };
  const result = [{ metric: { ...metric, window: 'weekly', class: '0' }, value: [1, '0.5'] }];
  const json = JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
  const server = createServer((_, response) => response.end(json));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("no other machine's name controls the terminal", async (t) => {
  const from = await startFakeEngine(t);
  for (const format of ['json', 'text'] as const) {
    const { ctx, stdout } = recordedContext(tempFolder(t));
    const options = { from, team: undefined, limit: 10, page: 1, format };
    assert.equal(await runFleet(ctx, options), 0);
    assert.match(stdout(), /red/);
    assert.doesNotMatch(stdout().replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u, format);
  }
});
