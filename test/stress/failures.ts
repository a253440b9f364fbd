import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookJson } from '../../src/daemon/events/hook-input.ts';
import { openApp } from '../../src/app/open-app.ts';
import {
  Failure,
  failurePolicy,
  type FailureCode,
  type FailureFacts,
  type FailureKind,
} from '../../src/domain/failure.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { en } from '../../src/present/messages/en.ts';
import { setStage, type Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { testWorld } from '../support/fakes/server-world.ts';
import { snapshot } from '../e2e/page/stage-usage.ts';
import { drawFaces, eventsOf, faultIn, oddFigureIn } from './drawn-faces.ts';
import { checkSpeech, type Failed } from './failure-speech.ts';
import { failureWays, type FailureWay } from './failure-ways.ts';
import { tortureFailuresOnPage } from './page.ts';
import { attempt, type Ground, type Score } from './trial.ts';

/**
 * Every kind of failure on every face: the built program's text, JSON and TOON, all that is drawn from the outcome itself, the
 * server's answers, and the page in a browser. Then every sentence that there is for a failure, where faces have room for it.
 */
export async function tortureWithFailures(ground: Ground): Promise<void> {
  const program = ground.score('failure kinds, program: text, JSON, TOON');
  const faces = ground.score('failure kinds, every drawn face');
  const server = ground.score('failure kinds, HTTP, metrics, hooks');
  const brought: Failed[] = [];
  for (const kind of Object.keys(failureWays) as FailureKind[]) {
    const way = failureWays[kind];
    const stage = await setStage(ground, {
      key: ground.key,
      scenario: way.scenario,
    });
    if (way.config !== undefined) writeFileSync(join(stage.home, 'config.json'), way.config);
    await checkProgram(ground, program, stage, kind, way);
    const failure = await failureOf(stage, way);
    await attempt(faces, kind, () => assert.equal(failure.kind, kind));
    for (const outcome of withAndWithoutReading(failure)) {
      await checkFaces(ground, faces, outcome);
      await checkServer(ground, server, outcome);
      brought.push(outcome);
    }
  }
  const spoken = Object.keys(en.failures.codes).flatMap((code) =>
    withAndWithoutReading({
      kind: 'invalid-request',
      detail: { code: code as FailureCode, subject: 'api.kimi.com' },
    }),
  );
  const sentences = ground.score('every sentence on every drawn face');
  for (const outcome of spoken) await checkFaces(ground, sentences, outcome);
  await tortureFailuresOnPage(ground, [...brought, ...spoken]);
}

function withAndWithoutReading(failure: FailureFacts): readonly Failed[] {
  const attempts = [{ source: 'api-key', outcome: 'failed', kind: failure.kind }] as const;
  return [
    { kind: 'failed', failure, attempts },
    { kind: 'failed', failure, attempts, lastGood: snapshot(Date.now() - 600_000) },
  ];
}

/** On stdout a record or nothing, on stderr one line or nothing, and never what a terminal would obey. */
async function checkProgram(
  ground: Ground,
  score: Score,
  stage: Stage,
  kind: FailureKind,
  way: FailureWay,
): Promise<void> {
  for (const format of ['text', 'json', 'toon']) {
    await attempt(score, `${kind}, ${format}`, async () => {
      const file = way.config === undefined ? [] : ['--config', join(stage.home, 'config.json')];
      const asked = stage.asked('usages');
      const run = await stage.run(['usage', '--format', format, ...file, ...(way.args ?? [])], {
        env: way.env ?? {},
        ...(way.interrupted
          ? {
              onStart: (child) =>
                void until(() => stage.asked('usages') > asked, 'the request').then(() =>
                  child.kill('SIGINT'),
                ),
            }
          : {}),
      });
      ground.heard(run.stdout + run.stderr);
      assert.equal(run.exitCode, failurePolicy[kind].exitCode, run.stderr);
      assert.match(
        run.stderr,
        way.interrupted ? /^$/ : /^[^\n]+[.。] [^\n]+\n$/,
        'one line: what happened and what to do',
      );
      assert.equal(faultIn(run.stdout + run.stderr), undefined);
      if (format === 'json' && !way.interrupted) {
        const [record] = JSON.parse(run.stdout) as [
          { error: { reason?: string | undefined; kind: string } },
        ];
        assert.equal(record.error.kind, failurePolicy[kind].recordKind);
        if (kind !== 'invalid-arguments') assert.equal(record.error.reason, kind);
      }
    });
  }
}

/** The same trouble from inside, with all its facts. */
async function failureOf(
  stage: Stage,
  { env, args = [], config, interrupted }: FailureWay,
): Promise<FailureFacts> {
  const host = createNodeHost({ env: { ...stage.env, HOME: stage.home, ...env } });
  const controller = new AbortController();
  const asked = stage.asked('usages');
  const cancel = new Failure('cancelled', 'the person ended it');
  if (interrupted)
    void until(() => stage.asked('usages') > asked, 'the request').then(() =>
      controller.abort(cancel),
    );
  const flag = (name: string): string | undefined => args[args.indexOf(name) + 1];
  const ask = {
    maxAgeMs: 0,
    insist: true,
    mayPrompt: false,
    timeoutMs: args.includes('--timeout') ? 500 : 20_000,
    signal: controller.signal,
    ...(args.includes('--source') ? { source: 'web' as const } : {}),
    ...(args.includes('--account') ? { account: flag('--account') ?? '' } : {}),
  };
  try {
    const app = await openApp({
      host,
      configPath: config === undefined ? undefined : join(stage.home, 'config.json'),
    });
    const outcome = await app.readUsage(ask);
    assert.equal(outcome.kind, 'failed');
    return outcome.failure;
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
}

async function checkFaces(ground: Ground, score: Score, outcome: Failed): Promise<void> {
  for (const { face, text } of drawFaces(outcome, { nowMs: Date.now() })) {
    ground.heard(text);
    await attempt(score, `${outcome.failure.kind}, ${face}`, () => {
      assert.equal(faultIn(text) ?? oddFigureIn(text), undefined);
      assert.notEqual(text.trim(), '');
      checkSpeech(outcome, { face, text });
    });
  }
}

async function checkServer(ground: Ground, score: Score, outcome: Failed): Promise<void> {
  const { kind } = outcome.failure;
  const state = { enabled: true, accounts: [{ outcome }], refreshing: false, atMs: Date.now() };
  const world = testWorld({ state, tally: { ok: 0, failed: { [kind]: 1 } } });
  const routes: Readonly<Record<string, (text: string) => void>> = {
    '/api/v1/state': (text) => assert.match(text, new RegExp(`"failure":\\{"kind":"${kind}"`)),
    '/usage': (text) => assert.match(text, new RegExp(`"reason":"${kind}"`)),
    '/dashboard/v1/snapshot': (text) => assert.match(text, /"error":"[^"]/),
    '/metrics': (text) => {
      assert.match(text, new RegExp(`^kimibar_failures_total\\{kind="${kind}"\\} 1$`, 'm'));
      assert.match(text, /^kimibar_up\{account="0"\} 0$/m);
      assert.equal(/^kimibar_window_used_ratio\{/m.test(text), outcome.lastGood !== undefined);
    },
  };
  for (const [path, check] of Object.entries(routes)) {
    await attempt(score, `${kind}, ${path}`, async () => {
      const answer = await world.ask(path);
      const text = await answer.text();
      ground.heard(text);
      assert.equal(answer.status, 200);
      assert.equal(faultIn(text), undefined);
      check(text);
    });
  }
  await attempt(score, `${kind}, hook`, () => {
    const told = eventsOf(outcome, Date.now()).find((event) => event.kind === 'service-failing');
    assert.ok(told !== undefined && hookJson(told).includes(`"failure":"${kind}"`));
  });
  world.stop();
}
