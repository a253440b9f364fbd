import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoApiKey } from '../src/simulator/demo-accounts.ts';
import { timeAttribution } from './attribution.ts';
import { timeBrowserSession } from './browser-session.ts';
import { atMost, milliseconds, verdict, type Figure, type Section } from './figure.ts';
import { measureExecutable } from './executable.ts';
import { benchHistory } from './history-store.ts';
import { measureManyAccounts } from './many-accounts.ts';
import { measureMcp, timeMcp } from './mcp.ts';
import { timeLearnedUsage } from './learned-usage.ts';
import { logPeerName, logPeerNote, measureLogs } from './logs.ts';
import { measurePage } from './page.ts';
import type { Run } from './paired-runs.ts';
import { measureBesidePeer, peerName, peerNote } from './peer.ts';
import { measureServer } from './server.ts';
import { timeStartUps } from './start-up.ts';
import { timeShellLine, timeStatusLine } from './status-line.ts';
import { measureTray } from './tray.ts';
import { measureWatch } from './watch.ts';
import { writeReport } from './write-report.ts';

/** More than bare Node, to find a session in four profiles of 5,000 cookies. */
const browserGoalMs = 250;

const program = join(import.meta.dirname, '..', 'dist', 'kimibar.cjs');
const report = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const notMeasured = 'not measured';

const home = mkdtempSync(join(tmpdir(), 'kimibar-bench-'));
const server = fork(join(import.meta.dirname, 'start-simulator-process.ts'));
try {
  const startedAtMs = Date.now();
  const env = await environment(server);
  const base: Run = { args: ['-e', '0'], env };
  const sections = [
    told('Start-up over bare Node', 'bare node', [
      ...timeStartUps(program, env, base),
      ...(await timeMcp(program, env, base)),
      ...(process.platform === 'linux' ? [browserFigure(env, base)] : []),
      ...timeStatusLine({ args: [program, 'statusline', 'plain'], env }, base),
      ...(process.platform === 'win32' ? [] : timeShellLine(program, env, base)),
    ]),
    told(
      'The single executable beside the npm package',
      'npm package',
      measureExecutable(program, { env, folder: join(home, 'executable') }),
    ),
    told(
      `Fetching usage over HTTPS beside ${peerName}`,
      peerName,
      await peerFigures(env),
      peerNote,
    ),
    told('Always on', 'bare `node:http`', [
      ...(await measureServer(program, env)),
      await watchFigure(env),
    ]),
    told(
      'Many accounts',
      'one account',
      await measureManyAccounts(program, env, join(home, 'many-accounts')),
    ),
    told('MCP server, memory', 'bare Node', await measureMcp(program, env)),
    told('The tray at rest beside xfce4-panel', 'bare Node', await measureTray(program, env)),
    told(
      `Reading 1 GB of logs beside ${logPeerName}`,
      logPeerName,
      measureLogs(program, home, base) ?? [{ name: 'reading', value: notMeasured }],
      logPeerNote,
    ),
    told(
      'Where the quota went, with readings',
      'bare Node',
      await timeAttribution(program, home, base),
    ),
    told('The page in Chromium with a year of history', 'without any', await pageFigures()),
    told('What was learned from a year of history', 'without any', [
      timeLearnedUsage(program, env, join(home, 'learned-usage')),
    ]),
    told('History of a year, three windows every five minutes', '–', await historyFigures()),
  ];
  writeReport(report, sections, startedAtMs);
  if (sections.some(({ figures }) => figures.some(({ goal }) => goal?.isKept === false)))
    process.exitCode = 1;
} finally {
  server.disconnect();
  rmSync(home, { recursive: true, force: true });
}

/**
 * Only the path of this machine, and the simulator's addresses. Extra certificates would slow every
 * start.
 */
async function environment(
  child: ChildProcess,
): Promise<Readonly<Record<string, string>> & { readonly PATH: string }> {
  const { codeBaseUrl, webBaseUrl } = await new Promise<{
    codeBaseUrl: string;
    webBaseUrl: string;
  }>((resolve) => {
    child.once('message', (message) =>
      resolve(message as { codeBaseUrl: string; webBaseUrl: string }),
    );
  });
  const path = process.env['PATH'] ?? '';
  return {
    PATH: path,
    HOME: home,
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: codeBaseUrl,
    KIMI_WEB_BASE_URL: webBaseUrl,
  };
}

function browserFigure(env: Readonly<Record<string, string>>, base: Run): Figure {
  const { medianMs, baseMs, ratio } = timeBrowserSession(
    program,
    env,
    join(home, 'browsers'),
    base,
  );
  const goal = atMost(medianMs - baseMs, browserGoalMs, `≤ +${browserGoalMs} ms`);
  return {
    name: '`usage`, a browser’s session among 20,000 cookies',
    value: milliseconds(medianMs),
    beside: milliseconds(baseMs),
    ratio,
    goal,
  };
}

async function peerFigures(env: { readonly PATH: string }): Promise<readonly Figure[]> {
  return (
    (await measureBesidePeer(program, home, env.PATH)) ?? [
      { name: 'wall time', value: notMeasured, beside: notMeasured },
    ]
  );
}

async function watchFigure(env: Readonly<Record<string, string>>): Promise<Figure> {
  const percent = await measureWatch(program, env);
  const name = '`watch`, idle, of one core';
  if (percent === undefined) return { name, value: notMeasured };
  return { name, value: `${percent.toFixed(1)} %`, goal: { text: '< 1 %', isKept: percent < 1 } };
}

async function pageFigures(): Promise<readonly Figure[]> {
  return (await measurePage()) ?? [{ name: 'until it can be used', value: notMeasured }];
}

async function historyFigures(): Promise<readonly Figure[]> {
  const { queryMs, fileKilobytes, recordsPerSecond } = await benchHistory();
  return [
    {
      name: '30 days of all windows asked for',
      value: milliseconds(queryMs),
      goal: { text: '< 20 ms', isKept: queryMs < 20 },
    },
    { name: 'on disk', value: `${fileKilobytes} KB` },
    { name: 'readings recorded', value: `${recordsPerSecond} /s` },
  ];
}

/** Prints a section as soon as it is measured. */
function told(title: string, beside: string, figures: readonly Figure[], note?: string): Section {
  print([title, 'measured', beside, 'ratio', 'goal']);
  for (const figure of figures)
    print([
      figure.name,
      figure.value,
      figure.beside ?? '–',
      figure.ratio?.toFixed(2) ?? '–',
      verdict(figure),
    ]);
  process.stdout.write('\n');
  return { title, beside, figures, note };
}

function print(cells: readonly string[]): void {
  const widths = [56, 12, 18, 6, 18];
  const padded = cells.map((cell, at) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
  );
  process.stdout.write(`${padded.join('  ').replaceAll('`', '')}\n`);
}
