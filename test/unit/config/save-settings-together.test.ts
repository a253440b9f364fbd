import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { killAtEveryStep } from '../../support/kill-at-every-step.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const writer = join(import.meta.dirname, '..', '..', 'support', 'config-writer.ts');

test('eight processes that change the file at once lose nothing, even if a dead one left its lock', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(`${path}.lock`, 'left behind');
  utimesSync(`${path}.lock`, 1, 1);
  const keys = Array.from({ length: 8 }, (_, index) => `key${index}`);
  const codes = await Promise.all(keys.map((key) => ended(start(path, key, 2))));
  assert.deepEqual(codes, [0, 0, 0, 0, 0, 0, 0, 0]);
  const config = JSON.parse(readFileSync(path, 'utf8'));
  assert.deepEqual(
    keys.map((key) => config[key]),
    keys.map(() => 2),
  );
  assert.equal(existsSync(`${path}.lock`), false);
});

const skip = process.platform === 'win32' ? 'Windows has no SIGKILL' : false;

test(
  'a process killed before any of its changes to files leaves the old or the new file',
  { skip },
  async (t) => {
    const kills = await killAtEveryStep(async ({ step, dieBelow }) => {
      const folder = tempFolder(t);
      const path = join(folder, 'config.json');
      const old = '{"mine": "stays"}';
      writeFileSync(path, old);
      const child = start(path, 'key', 1, dieBelow(folder));
      const exitCode = await ended(child);
      const text = readFileSync(path, 'utf8');
      if (text !== old) {
        const { mine, key, keyText } = JSON.parse(text);
        assert.deepEqual([mine, key, keyText], ['stays', 1, '1'.repeat(20_000)], `step ${step}`);
      }
      return exitCode;
    });
    assert.ok(kills >= 5, `${kills} kills`);
  },
);

function start(
  path: string,
  key: string,
  times: number,
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(process.execPath, [writer, path, key, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  child.stdout?.resume();
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}
