import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { setStage } from '../../support/stage.ts';
import { noFileRights } from '../../support/this-system.ts';

test(
  'validate and doctor warn of a key that other users can read',
  { skip: noFileRights },
  async (t) => {
    const stage = await setStage(t, { key: '' });
    const folder = join(stage.home, '.config', 'kimibar');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'config.json');
    const write = (config: unknown, mode: number): void => {
      writeFileSync(path, JSON.stringify(config, null, 2));
      chmodSync(path, mode);
    };
    const run = async () => {
      const [validated, json, doctor] = await Promise.all([
        stage.run(['config', 'validate']),
        stage.run(['config', 'validate', '--format', 'json']),
        stage.run(['doctor']),
      ]);
      assert.deepEqual([validated.exitCode, json.exitCode], [0, 0]);
      const hasNote = /permissions of your config file let\s+other\s+users\s+read/.test(
        doctor.stdout,
      );
      return [validated.stdout, (JSON.parse(json.stdout) as unknown[]).length, hasNote];
    };
    const withKey = { providers: [{ id: 'kimi', apiKey: demoApiKey }] };
    const why = "the file's permissions let other users read this secret.";
    const fine = ['Config: OK\n', 0, false];

    write(withKey, 0o644);
    assert.deepEqual(await run(), [
      `${path}:5:7 warning: providers[0].apiKey: ${why} Run: chmod 600 ${path}\n`,
      1,
      true,
    ]);
    write({ server: { token: 'correct-horse-battery' } }, 0o604);
    assert.match(
      String((await run())[0]),
      /warning: server\.token: the file's permissions let other users/,
    );

    write({ providers: [{ id: 'kimi', source: 'api' }] }, 0o644);
    assert.deepEqual(await run(), fine);
    write(withKey, 0o600);
    assert.deepEqual(await run(), fine);
  },
);
