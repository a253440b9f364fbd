import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { loadSettings } from '../../src/config/load-settings.ts';
import { updateConfigFile } from '../../src/config/save-settings.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { configText } from '../property/config/wild-configs.ts';
import { runProgram } from '../support/run-program.ts';
import { attempt, type Ground } from './trial.ts';

/** Texts, and bytes that are no text: cut-off letters, UTF-16, zeros, byte-order marks. */
const configBytes = fc.oneof(
  { weight: 6, arbitrary: configText.map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(configText, fc.nat(255), fc.nat(600))
      .map(([text, byte, at]) => withByte(Buffer.from(text), byte, at)),
  },
  { weight: 1, arbitrary: configText.map((text) => Buffer.from(text, 'utf16le')) },
  { weight: 1, arbitrary: configText.map((text) => Buffer.from(`\uFEFF${text}`)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

/** 5,000 config files: settings or a complaint that names the place; what is broken is never written over. */
export async function tortureConfig(ground: Ground): Promise<void> {
  const folder = ground.folder('config');
  const path = join(folder, 'config.json');
  const host = createNodeHost({ env: {} });
  const read = ground.score('mutated config files, read and changed');
  for (const [index, bytes] of fc
    .sample(configBytes, { numRuns: ground.count(5_000), seed: ground.seed })
    .entries()) {
    writeFileSync(path, bytes);
    await attempt(read, `${index}: ${JSON.stringify(bytes.toString('latin1'))}`, async () => {
      const loaded = await outcomeOf(() => loadSettings(host, { path }));
      const changed = await outcomeOf(() =>
        updateConfigFile(host, path, () => [{ keys: ['language'], value: 'en' }]),
      );
      for (const failure of [loaded, changed]) {
        if (failure !== undefined) checkPlace(failure, path);
      }
      const after = readFileSync(path);
      if (changed !== undefined) assert.ok(after.equals(bytes), 'a broken file was written over');
      else
        assert.equal(
          (JSON.parse(after.toString().replace(/^\uFEFF/, '')) as { language: string }).language,
          'en',
        );
      assert.deepEqual(readdirSync(folder), ['config.json']);
    });
  }
  await checkProgram(ground);
}

/** The built program before some of them. */
async function checkProgram(ground: Ground): Promise<void> {
  const score = ground.score('mutated config files, program');
  const home = ground.folder('config-home');
  const path = join(home, 'config.json');
  const env = { KIMIBAR_CONFIG: path, KIMI_CODE_BASE_URL: 'http://127.0.0.1:1' };
  for (const [index, bytes] of fc
    .sample(configBytes, { numRuns: ground.count(60), seed: ground.seed + 1 })
    .entries()) {
    writeFileSync(path, bytes);
    chmodSync(path, 0o600);
    for (const args of [
      ['config', 'validate'],
      ['config', 'set', 'language', 'en'],
      ['usage', '--json', '--source', 'api'],
    ]) {
      await attempt(
        score,
        `${index} ${args.join(' ')}: ${JSON.stringify(bytes.toString('latin1'))}`,
        async () => {
          const run = await runProgram(args, { env, home });
          ground.heard(run.stdout + run.stderr);
          assert.ok(
            [0, 1].includes(run.exitCode ?? -1),
            `exit code ${run.exitCode}: ${run.stderr}`,
          );
          if (args[0] !== 'config') return;
          if (run.exitCode === 1) {
            assert.match(run.stdout + run.stderr, /config\.json:\d+:\d+/);
            assert.ok(readFileSync(path).equals(bytes), 'a broken file was written over');
          }
        },
      );
    }
  }
  rmSync(path);
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Failure, `not a failure: ${String(error)}`);
    return error;
  }
}

function checkPlace({ kind, detail, message }: Failure, path: string): void {
  assert.equal(kind, 'invalid-config');
  const subject = detail?.subject ?? '';
  assert.ok(subject.startsWith(path), subject);
  assert.match(subject.slice(path.length), /^:\d+:\d+ \(.+\)$/);
  assert.doesNotMatch(subject + message, /CANARY/);
}

function withByte(bytes: Buffer, byte: number, at: number): Buffer {
  if (bytes.length > 0) bytes[at % bytes.length] = byte;
  return bytes;
}
