import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { build } from 'rolldown';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { openHistoryStore } from '../../../src/store/history-store.ts';
import { randomFrom, seedOf } from '../../support/random.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The writer as one file: it starts in a third of the time. */
async function bundledWriter(t: Pick<TestContext, 'after'>): Promise<string> {
  const file = join(tempFolder(t), 'history-writer.mjs');
  const input = join(import.meta.dirname, '..', '..', 'support', 'history-writer.ts');
  await build({
    input,
    platform: 'node',
    output: { file, format: 'esm', codeSplitting: false },
    logLevel: 'silent',
  });
  return file;
}

/**
 * Kills the writer as soon as it has recorded `samples`, in the middle of the next one; resolves
 * with the last one that it was sure of.
 */
async function killAfter(writer: string, path: string, samples: number): Promise<number> {
  const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    if (text.split('\n').length > samples) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
}

test('killed a hundred times, the history lacks at most the last sample', async (t) => {
  const writer = await bundledWriter(t);
  const seed = seedOf(t);
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    const random = randomFrom(seed + lane);
    let path = '';
    let sure = 0;
    for (let kill = 0; kill < 25; kill += 1) {
      // Few enough samples to read them all, and every fifth kill meets a file that is just being
      // made.
      if (kill % 5 === 0) [path, sure] = [join(tempFolder(t), `history-${lane}.sqlite`), 0];
      sure = Math.max(sure, await killAfter(writer, path, 1 + Math.floor(random() * 30)));
      const logged: string[] = [];
      const host = createNodeHost({
        env: {},
        log: { debug: (message) => void logged.push(message) },
      });
      const store = openHistoryStore(host, path, { mayCreate: false });
      const [series] = await store.query({ sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER });
      store.close();
      assert.deepEqual(logged, []);
      const counts = series?.samples.map(({ used }) => used) ?? [];
      assert.ok((counts.at(-1) ?? 0) >= sure, `${counts.at(-1)} kept, ${sure} told`);
      assert.deepEqual(
        counts,
        Array.from({ length: counts.length }, (_, index) => index + 1),
        'none is missing in between',
      );
      sure = counts.at(-1) ?? sure;
    }
    return sure;
  });
  t.diagnostic(`samples written between the kills: ${(await Promise.all(lanes)).join(', ')}`);
});
