import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { hostileOutcome } from '../property/present/hostile-outcome.ts';
import { hostileWord } from '../property/present/hostile-words.ts';
import { faultIn } from '../support/drawn-faces.ts';
import { pick, randomFrom } from '../support/random.ts';
import { runProgram } from '../support/run-program.ts';
import { startServer } from '../support/running-server.ts';
import { checkTextsOnPage } from './page-checks.ts';
import { attempt, type StressContext } from './stress-context.ts';

/**
 * Control characters and escape sequences in every word that Kimi may choose: in a browser, in the
 * program and its server.
 */
export async function stressHostileTexts(context: StressContext): Promise<void> {
  const parameters = { numRuns: context.times(200), seed: context.seed };
  await checkTextsOnPage(context, fc.sample(hostileOutcome, parameters));
  await checkProgram(context);
}

/** The built program with a Kimi that sends such words. */
async function checkProgram(context: StressContext): Promise<void> {
  const result = context.result('hostile words, program');
  const random = randomFrom(context.seed);
  const words = fc.sample(hostileWord, { numRuns: 500, seed: context.seed });
  const word = (): string => pick(random, words);
  const kimi = createServer((request, response) => {
    const detail = { limit: '200', used: '20', resetTime: word(), name: word(), title: word() };
    const row = (duration: number) => ({
      name: word(),
      window: { duration, timeUnit: 'TIME_UNIT_MINUTE' },
      detail,
    });
    const body = request.url?.endsWith('/me')
      ? { user_id: word(), user_level_name: word(), nickname: word() }
      : {
          usage: { limit: '2048', used: '1' },
          limits: [row(300), row(90), row(77)],
          user: { membership: { level: word() } },
        };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => kimi.listen(0, '127.0.0.1', resolve));
  context.after(() => kimi.close());
  const env = {
    KIMI_CODE_API_KEY: context.key,
    KIMI_CODE_BASE_URL: `http://127.0.0.1:${(kimi.address() as AddressInfo).port}`,
  };
  const home = context.folder('texts');
  const commands = [[], ['--json'], ['--format', 'toon'], ['--lang', 'zh-CN'], ['-v']].map((more) =>
    ['usage', '--max-age', '0'].concat(more),
  );
  const others = [
    ['statusline', 'plain'],
    ['statusline', 'waybar'],
    ['statusline', 'swiftbar'],
    ['history'],
    ['doctor'],
    ['guard', '--json'],
  ];
  for (let turn = 0; turn < context.times(10); turn += 1) {
    for (const args of [...commands, ...others]) {
      await attempt(result, args.join(' '), async () => {
        const run = await runProgram(args, { env, home });
        context.record(run.stdout + run.stderr);
        assert.notEqual(run.exitCode, 70, run.stderr);
        assert.equal(faultIn(run.stdout + run.stderr), undefined);
      });
    }
  }
  const server = await startServer(context, { home, env });
  for (const path of ['usage', 'dashboard/v1/snapshot', 'metrics', 'api/v1/history']) {
    await attempt(result, `serve, ${path}`, async () => {
      const text = await (await server.get(path)).text();
      context.record(text);
      assert.equal(faultIn(text), undefined);
    });
  }
}
