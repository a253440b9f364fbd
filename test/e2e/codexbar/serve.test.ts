import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../../../src/cli/command-line/parse.ts';
import { program } from '../../../src/cli/table/program.ts';
import {
  barOfWaybar,
  readAsCodexBarApp,
  readAsHomeAssistant,
  readAsShowyQuota,
} from '../../support/codexbar-clients.ts';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';

/** The lines of clients, but for the port: of two, the last one counts. */
const serveLines: Readonly<Record<string, { line: string; seconds: number }>> = {
  'enieuwy/showy-quota': { line: 'serve --port 8080 --refresh-interval 120', seconds: 120 },
  'raulgg/raycast-extension-codexbar': {
    line: 'serve --port 17653 --refresh-interval 600 --request-timeout 30',
    seconds: 600,
  },
  'lenadweb/stream-deck-ai-limits': {
    line: 'serve --host 127.0.0.1 --port 8080',
    seconds: 300,
  },
  'CodexBar’s manual': {
    line: 'serve --host localhost --refresh-interval 0 --identity redacted --allow-plain-http',
    seconds: 60,
  },
};

for (const [client, { line, seconds }] of Object.entries(serveLines)) {
  test(`${client}: codexbar ${line}`, async (t) => {
    const stage = await setStage(t);
    const server = await startServer(t, {
      home: stage.home,
      env: stage.env,
      args: ['codexbar', ...line.split(' '), '--port', '0'],
    });
    const usage = await (await server.get('/usage?provider=kimi')).json();
    assert.deepEqual(readAsShowyQuota(usage), { hasNumber: true });
    assert.equal(barOfWaybar(usage), 69.5);
    const snapshot = await (await server.get('/dashboard/v1/snapshot')).json();
    readAsHomeAssistant(snapshot);
    assert.equal(readAsCodexBarApp(snapshot).get('')?.windows.length, 3);
    assert.equal(
      (snapshot as { host: { refreshIntervalSeconds: number } }).host.refreshIntervalSeconds,
      seconds,
    );
  });
}

test('showy-quota restarts a server whose version differs: health has that of --version', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, {
    home: stage.home,
    env: stage.env,
    args: ['codexbar', 'serve', '--port', '0'],
  });
  const health = await server.get('/health');
  const { version } = (await health.json()) as { version: string };
  const { stdout } = await stage.run(['codexbar', '--version']);
  assert.equal(`CodexBar ${version}\n`, stdout);
  // KimiBar recognises it all the same, by its own version.
  const own = (await stage.run(['--version'])).stdout.trim();
  assert.equal(health.headers.get('server'), `KimiBar/${own}`);
  const { home } = stage;
  const second = await runProgram(['serve', '--port', String(server.port)], { home, env: {} });
  assert.equal(second.stdout, `KimiBar ${own} is already running at ${server.address}\n`);
});

test('the token of CodexBar’s flag and variable is asked for', async (t) => {
  const stage = await setStage(t);
  const server = await startServer(t, {
    home: stage.home,
    env: { ...stage.env, CODEXBAR_DASHBOARD_TOKEN: 'of-the-variable' },
    args: ['codexbar', 'serve', '--port', '0', '--dashboard-token', 'of-the-flag'],
  });
  const statusWith = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await server.get('/dashboard/v1/snapshot', { headers })).status;
  };
  assert.deepEqual(
    [await statusWith('of-the-variable'), await statusWith('of-the-flag')],
    [401, 200],
  );
});

test('the default port is CodexBar’s', () => {
  const parsed = parseCommandLine(program, ['codexbar', 'serve']);
  assert.ok(parsed.kind === 'run');
  assert.equal(parsed.values['port'], 8080);
});
