import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

/** The config file that the head of deploy/kubernetes.yaml shows, with keys of the simulator. */
function exampleConfig(): { providers: { accounts: { apiKey: string }[] }[]; export: object } {
  const path = join(import.meta.dirname, '../../../deploy/kubernetes.yaml');
  const comment = readFileSync(path, 'utf8').replaceAll(/^# ?/gm, '');
  const text = /with a config\.json such as\n([^]*?)\n`number`/.exec(comment)?.[1] ?? '';
  const config = JSON.parse(text);
  const keys = [demoApiKey, workApiKey];
  for (const [at, account] of config.providers[0].accounts.entries()) account.apiKey = keys[at];
  return { ...config, export: { enabled: false } };
}

test('the example of a Secret with many API keys works as it is mounted', async (t) => {
  const stage = await setStage(t, { key: '' });
  // A Secret's files are links into a folder that is replaced as a whole.
  const mount = tempFolder(t);
  mkdirSync(join(mount, '..first'));
  const options = { mode: 0o400 };
  writeFileSync(join(mount, '..first', 'config.json'), JSON.stringify(exampleConfig()), options);
  symlinkSync('..first', join(mount, '..data'));
  symlinkSync(join('..data', 'config.json'), join(mount, 'config.json'));
  const config = join(mount, 'config.json');
  const server = await startServer(t, {
    ...stage,
    args: ['serve', '--port', '0', '--config', config],
  });
  const accountsWithUsage = async (): Promise<readonly string[]> => {
    const text = await (await server.get('/metrics')).text();
    const found = text.matchAll(/^kimibar_quota_used_ratio\{.*account="(\d+)"/gm);
    return [...new Set([...found].map(([, number = '']) => number))].toSorted();
  };
  const both = async () => ((await accountsWithUsage()).length === 2 ? true : undefined);
  await eventually(both, 'usage of both accounts');
  assert.deepEqual(await accountsWithUsage(), ['1', '2']);

  const { providers } = exampleConfig();
  const [provider = { accounts: [] }] = providers;
  const rest = { providers: [{ ...provider, accounts: provider.accounts.slice(1) }] };
  mkdirSync(join(mount, '..second'));
  writeFileSync(join(mount, '..second', 'config.json'), JSON.stringify(rest), options);
  symlinkSync('..second', join(mount, '..new'));
  renameSync(join(mount, '..new'), join(mount, '..data'));
  await server.get('/api/v1/refresh', { method: 'POST' });
  const one = async () => ((await accountsWithUsage()).length === 1 ? true : undefined);
  await eventually(one, 'the new Secret');
  assert.deepEqual(await accountsWithUsage(), ['2'], 'numbers stay');
});
