import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookJson } from '../../src/daemon/events/hook-payload.ts';
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
import { drawFaces, eventsOf, faultIn, oddFigureIn } from '../support/drawn-faces.ts';
import { checkFailureText, type Failed } from './failure-texts.ts';
import { failureCauses, type FailureCause } from './failure-causes.ts';
import { checkFailuresOnPage } from './page-checks.ts';
import { attempt, type StressContext, type Result } from './stress-context.ts';

/**
 * Every kind of failure on every face: the program's text, JSON and TOON, everything drawn from the
 * outcome, the server's responses, and the page in a browser. Then every sentence about a failure
 * on every face with room for it.
 */
export async function stressFailures(context: StressContext): Promise<void> {
  const program = context.result('failure kinds, program: text, JSON, TOON');
  const faces = context.result('failure kinds, every drawn face');
  const server = context.result('failure kinds, HTTP, metrics, hooks');
  const outcomes: Failed[] = [];
  for (const kind of Object.keys(failureCauses) as FailureKind[]) {
    const cause = failureCauses[kind];
    const stage = await setStage(context, {
      key: context.key,
      scenario: cause.scenario,
    });
    if (cause.config !== undefined) writeFileSync(join(stage.home, 'config.json'), cause.config);
    await checkProgram(context, program, stage, kind, cause);
    const failure = await failureOf(stage, cause);
    await attempt(faces, kind, () => assert.equal(failure.kind, kind));
    for (const outcome of withAndWithoutUsage(failure)) {
      await checkFaces(context, faces, outcome);
      await checkServer(context, server, outcome);
      outcomes.push(outcome);
    }
  }
  const sentences = Object.keys(en.failures.codes).flatMap((code) =>
    withAndWithoutUsage({
      kind: 'invalid-request',
      detail: { code: code as FailureCode, subject: 'api.kimi.com' },
    }),
  );
  const sentenceResult = context.result('every sentence on every drawn face');
  for (const outcome of sentences) await checkFaces(context, sentenceResult, outcome);
  await checkFailuresOnPage(context, [...outcomes, ...sentences]);
}

function withAndWithoutUsage(failure: FailureFacts): readonly Failed[] {
  const attempts = [{ source: 'api-key', outcome: 'failed', kind: failure.kind }] as const;
  return [
    { kind: 'failed', failure, attempts },
    { kind: 'failed', failure, attempts, lastGood: snapshot(Date.now() - 600_000) },
  ];
}

/** A record or nothing on stdout, one line or nothing on stderr, and no control characters. */
async function checkProgram(
  context: StressContext,
  result: Result,
  stage: Stage,
  kind: FailureKind,
  cause: FailureCause,
): Promise<void> {
  for (const format of ['text', 'json', 'toon']) {
    await attempt(result, `${kind}, ${format}`, async () => {
      const file = cause.config === undefined ? [] : ['--config', join(stage.home, 'config.json')];
      const asked = stage.asked('usages');
      const run = await stage.run(['usage', '--format', format, ...file, ...(cause.args ?? [])], {
        env: cause.env ?? {},
        ...(cause.interrupted
          ? {
              onStart: (child) =>
                void until(() => stage.asked('usages') > asked, 'the request').then(() =>
                  child.kill('SIGINT'),
                ),
            }
          : {}),
      });
      context.record(run.stdout + run.stderr);
      assert.equal(run.exitCode, failurePolicy[kind].exitCode, run.stderr);
      assert.match(
        run.stderr,
        cause.interrupted ? /^$/ : /^[^\n]+[.。] [^\n]+\n$/,
        'one line: what happened and what to do',
      );
      assert.equal(faultIn(run.stdout + run.stderr), undefined);
      if (format === 'json' && !cause.interrupted) {
        const [record] = JSON.parse(run.stdout) as [
          { error: { reason?: string | undefined; kind: string } },
        ];
        assert.equal(record.error.kind, failurePolicy[kind].recordKind);
        if (kind !== 'invalid-arguments') assert.equal(record.error.reason, kind);
      }
    });
  }
}

/** The same failure from inside the program, with all its details. */
async function failureOf(
  stage: Stage,
  { env, args = [], config, interrupted }: FailureCause,
): Promise<FailureFacts> {
  const host = createNodeHost({ env: { ...stage.env, HOME: stage.home, ...env } });
  const controller = new AbortController();
  const asked = stage.asked('usages');
  const cancel = new Failure('cancelled', 'cancelled by the user');
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

async function checkFaces(context: StressContext, result: Result, outcome: Failed): Promise<void> {
  for (const { face, text } of drawFaces(outcome, { nowMs: Date.now() })) {
    context.record(text);
    await attempt(result, `${outcome.failure.kind}, ${face}`, () => {
      assert.equal(faultIn(text) ?? oddFigureIn(text), undefined);
      assert.notEqual(text.trim(), '');
      checkFailureText(outcome, { face, text });
    });
  }
}

async function checkServer(context: StressContext, result: Result, outcome: Failed): Promise<void> {
  const { kind } = outcome.failure;
  const state = { enabled: true, accounts: [{ outcome }], refreshing: false, atMs: Date.now() };
  const world = testWorld({ state, tally: { ok: 0, failed: { [kind]: 1 } } });
  const routes: Readonly<Record<string, (text: string) => void>> = {
    '/api/v1/state': (text) => assert.match(text, new RegExp(`"failure":\\{"kind":"${kind}"`)),
    '/usage': (text) => assert.match(text, new RegExp(`"reason":"${kind}"`)),
    // The last good usage stays in the snapshot for ten intervals before it becomes an error.
    '/dashboard/v1/snapshot': (text) =>
      assert.match(
        text,
        outcome.lastGood === undefined
          ? /"error":\{"code":\d+,"kind":"\w+","message":"[^"]/
          : /"usedPercent".*"error":null/,
      ),
    '/metrics': (text) => {
      assert.match(text, new RegExp(`^kimibar_failures_total\\{kind="${kind}"[^}]*\\} 1$`, 'm'));
      assert.match(text, /^kimibar_up\{account="0"[^}]*\} 0$/m);
      assert.equal(/^kimibar_window_used_ratio\{/m.test(text), outcome.lastGood !== undefined);
    },
  };
  for (const [path, check] of Object.entries(routes)) {
    await attempt(result, `${kind}, ${path}`, async () => {
      const answer = await world.ask(path);
      const text = await answer.text();
      context.record(text);
      assert.equal(answer.status, 200);
      assert.equal(faultIn(text), undefined);
      check(text);
    });
  }
  await attempt(result, `${kind}, hook`, () => {
    const event = eventsOf(outcome, Date.now()).find(
      ({ kind: name }) => name === 'service-failing',
    );
    assert.ok(event !== undefined && hookJson(event).includes(`"failure":"${kind}"`));
  });
  world.stop();
}
