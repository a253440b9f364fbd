import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeLogTree } from '../test/support/log-tree.ts';
import { atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { installPeer } from './install-peer.ts';
import { timeOnce, timePairs, type Run } from './paired-runs.ts';
import { peakMegabytes } from './peer.ts';
import { median } from './percentile.ts';

/** The newest version that also has its native program on npm. */
export const logPeerName = 'ccusage 20.0.24';

export const logPeerNote =
  'A generated Kimi Code home of 1 GB: 624 sessions, 122,928 calls. ccusage is native (Rust, several threads) and reads everything each time; ' +
  'KimiBar fills its ledger with the first run. Both must count the same tokens. The file system’s cache is warm for both.';

/** More than bare Node, if no log has changed. */
const nothingNewGoalMs = 60;
const coldPairs = 5;

/** Reads a large history for the first time, and again. Undefined without ccusage. */
export function measureLogs(
  program: string,
  folder: string,
  base: Run,
): readonly Figure[] | undefined {
  const home = join(folder, 'log-home');
  const peer = installLogPeer(join(folder, 'log-peer'), base.env['PATH'] ?? '');
  if (peer === undefined) return undefined;
  const truth = writeLogTree(join(home, '.kimi-code'), {
    sessions: 624,
    callsPerSession: 197,
    bytesPerCall: 6_600,
    seed: 1,
    startMs: Date.UTC(2026, 9, 25),
  });
  const data = join(folder, 'log-data');
  const env = { PATH: base.env['PATH'] ?? '', HOME: home, KIMIBAR_DATA_DIR: data };
  const ours: Run = { args: [program, 'breakdown', '--json', '--since', '2020-01-01'], env };
  const theirs: Run = { program: peer, args: ['kimi', 'daily', '--json', '--offline'], env };
  checkTokens(ours, theirs, truth.tokens);
  const cold = Array.from({ length: coldPairs }, () => {
    rmSync(data, { recursive: true, force: true });
    return { theirMs: timeOnce(theirs), ourMs: timeOnce(ours) };
  });
  const coldRatio = median(cold.map(({ ourMs, theirMs }) => ourMs / theirMs));
  const again = timePairs(ours, theirs, coldPairs);
  const overNode = timePairs(ours, { ...base, env });
  rmSync(data, { recursive: true, force: true });
  const peakMb = peakMegabytes(ours, folder);
  const addedMs = overNode.medianMs - overNode.baseMs;
  return [
    {
      name: '`breakdown`, everything read for the first time',
      value: milliseconds(median(cold.map(({ ourMs }) => ourMs))),
      beside: milliseconds(median(cold.map(({ theirMs }) => theirMs))),
      ratio: coldRatio,
      goal: atMost(coldRatio, 1),
    },
    {
      name: 'peak memory of that',
      value: megabytes(peakMb),
      goal: atMost(peakMb, 100, '≤ 100 MB'),
    },
    {
      name: '`breakdown` again',
      value: milliseconds(again.medianMs),
      beside: milliseconds(again.baseMs),
      ratio: again.ratio,
      goal: atMost(again.ratio, 0.15),
    },
    {
      name: '`breakdown` again, over bare Node',
      value: `+${milliseconds(addedMs)}`,
      goal: atMost(addedMs, nothingNewGoalMs, `≤ +${nothingNewGoalMs} ms`),
    },
  ];
}

/** The native program inside its package for this system, which needs no script to be installed. */
function installLogPeer(folder: string, path: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const modules = installPeer(folder, logPeerName.replace(' ', '@'), path);
  if (modules === undefined) return undefined;
  const name = process.platform === 'win32' ? 'ccusage.exe' : 'ccusage';
  const platform = `ccusage-${process.platform}-${process.arch}`;
  const program = join(modules, '@ccusage', platform, 'bin', name);
  chmodSync(program, 0o755);
  return program;
}

/** A reader that skips half would look fast. */
function checkTokens(ours: Run, theirs: Run, tokens: number): void {
  const [own, other] = [ours, theirs].map(({ program = process.execPath, args, env }): unknown =>
    JSON.parse(spawnSync(program, args, { env, encoding: 'utf8', maxBuffer: 1e9 }).stdout),
  ) as [
    { tokens: { input: number; output: number; cacheRead: number } },
    { totals: { totalTokens: number } },
  ];
  const counted = own.tokens.input + own.tokens.output + own.tokens.cacheRead;
  if (counted !== tokens || other.totals.totalTokens !== tokens)
    throw new Error(
      `${tokens} tokens: KimiBar counts ${counted}, ccusage ${other.totals.totalTokens}`,
    );
}
