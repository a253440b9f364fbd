import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { readNewLogs } from '../../../src/app/logs/read-new-logs.ts';
import type { TokenUse } from '../../../src/domain/token-use.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { kimiCodeTree } from '../../../src/simulator/logs/kimi-code-tree.ts';
import { callsOf } from '../../../src/simulator/people/calls.ts';
import { drawPerson } from '../../../src/simulator/people/draw-person.ts';
import { tuningHabits } from '../../../src/simulator/people/tuning-habits.ts';
import { simulateWork } from '../../../src/simulator/people/work.ts';
import { TokenLedger } from '../../../src/store/ledger/token-ledger.ts';
import { seedOf } from '../../support/random.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const fromMs = Date.UTC(2026, 8, 1);
const weekMs = 7 * 86_400_000;

test('the logs of two simulated weeks have exactly their calls', async (t) => {
  const seed = seedOf(t);
  const habit = tuningHabits[seed % tuningHabits.length];
  assert.ok(habit !== undefined);
  const work = simulateWork(drawPerson(habit, seed, fromMs), fromMs, fromMs + 2 * weekMs);
  const { calls, otherUses, walls } = callsOf(work);
  const logged = calls.filter(({ isLogged }) => isLogged).map(({ use }) => use);
  const uses = [...logged, ...otherUses].toSorted((a, b) => a.at - b.at);
  const home = tempFolder(t);
  for (const { path, text } of kimiCodeTree({ uses, walls })) {
    const file = join(home, '.kimi-code', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const env = { HOME: home, USERPROFILE: home, KIMI_CODE_HOME: join(home, '.kimi-code') };
  const host = createNodeHost({ env, log: { debug() {} } });
  const ledger = await TokenLedger.inMemory(host);
  t.after(() => ledger.close());
  assert.equal(await readNewLogs(host, ledger), true);
  const found = await ledger.uses({ sinceMs: 0, untilMs: fromMs + 3 * weekMs });
  const kimi = found.filter(({ provider }) => provider === 'kimi');
  assert.deepEqual(sums(kimi), sums(logged));
  assert.deepEqual(sums(found.filter((use) => !kimi.includes(use))), sums(otherUses));
});

/** Calls and tokens by project and model. */
function sums(uses: readonly TokenUse[]): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, readonly number[]>();
  for (const { project, model, tokens, calls } of uses) {
    const key = `${project} ${model}`;
    const counts = [calls, tokens.input, tokens.output, tokens.cacheRead, tokens.cacheCreation];
    all.set(
      key,
      counts.map((count, index) => count + (all.get(key)?.[index] ?? 0)),
    );
  }
  return new Map([...all].sort(([a], [b]) => a.localeCompare(b)));
}
