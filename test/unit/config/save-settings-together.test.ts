import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '../../support/temp-folder.ts';

const writer = join(import.meta.dirname, '..', '..', 'support', 'config-writer.ts');

test('eight processes that change the file at once lose nothing, also where a dead one left its lock', async (t) => {
  const path = join(tempFolder(t), 'config.json');
  writeFileSync(`${path}.lock`, 'left behind');
  utimesSync(`${path}.lock`, 1, 1);
  const keys = Array.from({ length: 8 }, (_, index) => `key${index}`);
  const codes = await Promise.all(keys.map((key) => ended(start(path, key, 5))));
  assert.deepEqual(codes, [0, 0, 0, 0, 0, 0, 0, 0]);
  const config = JSON.parse(readFileSync(path, 'utf8'));
  assert.deepEqual(
    keys.map((key) => config[key]),
    keys.map(() => 5),
  );
  assert.equal(existsSync(`${path}.lock`), false);
});

test('a writer killed at random moments, twenty of them in the middle of a change, leaves the old or the new file', async (t) => {
  const folder = tempFolder(t);
  const killOne = async (name: string): Promise<boolean> => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, '{"mine": "stays"}');
    const child = start(path, 'turn', 1_000_000);
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    await sleep(Math.random() * 20);
    child.kill('SIGKILL');
    await ended(child);
    const { mine, turn, turnText } = JSON.parse(readFileSync(path, 'utf8'));
    assert.equal(mine, 'stays');
    assert.equal(turnText, String(turn % 10).repeat(20_000));
    return existsSync(`${path}.lock`);
  };
  // How many of them meet a change depends on what else the machine is doing.
  let interrupted = 0;
  for (let batch = 0; interrupted < 20; batch += 1) {
    assert.ok(
      batch < 250,
      `only ${interrupted} of ${batch * 4} were killed in the middle of a change`,
    );
    const met = await Promise.all([0, 1, 2, 3].map((index) => killOne(`${batch}-${index}`)));
    interrupted += met.filter(Boolean).length;
  }
});

function start(path: string, key: string, times: number): ChildProcess {
  const child = spawn(process.execPath, [writer, path, key, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.resume();
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}
