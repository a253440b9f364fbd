import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startFront } from '../../support/engine-front.ts';
import { noMetricsLab, startEngine } from '../../support/metrics-engine.ts';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { eventually } from '../../support/until.ts';
import { loadSampleFleet } from '../deploy/sample-fleet.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';

const { skip, open } = ownBrowser();
const token = 'token-of-the-engine';

/** Lets only requests with the token through to an engine, and counts them. */
async function startGate(t: TestContext, engineUrl: string) {
  const gate = { url: '', queries: 0 };
  gate.url = await startFront(t, engineUrl, {
    onRequest: ({ headers }) => {
      gate.queries += 1;
      return headers.authorization === `Bearer ${token}` ? undefined : { status: 401 };
    },
  });
  return gate;
}

test(
  'the built program shows what a real engine has; ten tabs cost one set of queries',
  { skip: skip || noMetricsLab },
  async (t) => {
    const engine = await startEngine(t);
    const gate = await startGate(t, engine.url);
    await loadSampleFleet(engine, Date.now());
    const { home, env } = await setStage(t);
    const set = (name: string, value: string) =>
      runProgram(['config', 'set', name, '-'], { home, env, stdin: value });
    await runProgram(['config', 'set', 'fleet.url', gate.url], { home, env });
    await set('fleet.token', token);
    const server = await startServer(t, { home, env });
    const read = (query: string) => fetch(new URL(`api/v1/fleet?${query}`, server.address));

    await eventually(async () => {
      const text = await (await read(`page=${2 + (gate.queries % 900)}`)).text();
      return text.includes('"silent":[{') ? true : undefined;
    }, 'the loaded fleet');
    const [terminal, page] = await Promise.all([
      runProgram(['fleet', '--format', 'json'], { home, env }),
      read('page=1').then((answer) => answer.json()),
    ]);
    const { at: _, ...printed } = JSON.parse(terminal.stdout);
    const { at: __, ...sent } = page as Record<string, unknown>;
    assert.deepEqual(sent, printed);

    const cost = async (ask: () => Promise<unknown>): Promise<number> => {
      const before = gate.queries;
      await ask();
      return gate.queries - before;
    };
    const once = await cost(() => read('team=core&limit=19'));
    const ten = await cost(() =>
      Promise.all(Array.from({ length: 10 }, () => read('team=core&limit=18'))),
    );
    assert.equal(ten, once);

    const { page: tab, complaints } = await open(`${server.address}#/fleet`);
    const bodies: string[] = [];
    tab.on(
      'response',
      (answer) =>
        void answer.text().then(
          (text) => bodies.push(text),
          () => {},
        ),
    );
    await tab.reload();
    const rows = tab.locator('.accounts tbody tr');
    await rows.filter({ hasText: 'build #1' }).filter({ hasText: 'signed out' }).waitFor();
    await rows.filter({ hasText: 'laptop' }).filter({ hasText: 'runs out: 80%' }).waitFor();
    await tab.getByRole('heading', { name: '1 of 3 accounts can go on.' }).waitFor();
    await tab.getByText('apps/desk').waitFor();
    await tab
      .getByRole('link', { name: 'All machines' })
      .or(tab.getByText('Back to usage'))
      .waitFor();
    assert.deepEqual(await accessProblems(tab), []);
    assert.deepEqual(complaints, []);
    assert.ok(bodies.some((text) => text.includes('"host":"laptop"')));
    assert.equal(bodies.filter((text) => text.includes(token)).length, 0);

    await set('fleet.token', 'another');
    const answer = await read('limit=17');
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), /requires a valid token \(HTTP 401\)/);
    await tab.context().close();
  },
);
