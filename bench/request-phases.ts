import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { milliseconds, type Figure } from './figure.ts';
import type { Run } from './paired-runs.ts';
import { median } from './percentile.ts';

const runs = 15;

/** Each phase ends with its mark, in this order. */
const phases = [
  ['started', '1. Node starts'],
  ['stack', '2. Node loads TLS and cryptography'],
  ['loaded', '3. KimiBar’s first file is read, compiled and run'],
  ['settings', '4. settings'],
  ['credential', '5. cached usage and lease; code for requests, Node’s HTTP'],
  ['connecting', '6. credential; Node prepares the request, most of it one pattern for IPv6'],
  ['connected', '7. secure context, TCP'],
  ['secured', '8. TLS handshake, certificate checked'],
  ['answered', '9. request and response'],
  ['saved', '10. response parsed, checked and saved'],
  ['printed', '11. history, forecasts, JSON'],
  ['exiting', '12. the rest'],
  ['ended', '13. the system starts and ends the process'],
] as const;

/**
 * Notes when each phase is over and prints that on the fourth file descriptor. Milliseconds since
 * the process started.
 */
const preload = `
  const marks = { started: performance.now() };
  const mark = (name) => (marks[name] ??= performance.now());
  const fs = require('node:fs');
  const tls = require('node:tls');
  mark('stack');
  const before = (name, act) => {
    const own = fs[name];
    fs[name] = (...args) => {
      act(...args);
      return own(...args);
    };
  };
  before('openSync', (path) => {
    if (/config\\.json$/.test(path)) mark('loaded');
    else if (/kimi-code\\.json$/.test(path)) mark('credential');
    else if (marks.loaded) mark('settings');
  });
  before('writeSync', (fd) => fd === 1 && mark('printed'));
  const rename = fs.renameSync;
  fs.renameSync = (...args) => {
    rename(...args);
    mark('saved');
  };
  const connect = tls.connect;
  tls.connect = (...args) => {
    mark('connecting');
    return connect
      .apply(tls, args)
      .once('connect', () => mark('connected'))
      .once('secureConnect', () => mark('secured'))
      .once('data', () => mark('answered'));
  };
  process.once('exit', () => {
    mark('exiting');
    fs.writeSync(3, JSON.stringify(marks));
  });
`;

/** What each part of a run takes, with its share of the peer's whole time. */
export function timePhases({ args, env }: Run, folder: string, peerMs: number): Figure[] {
  const path = join(folder, 'phases.cjs');
  writeFileSync(path, preload);
  const lengths = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    const { status, output } = spawnSync(process.execPath, ['--require', path, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    const ended = performance.now() - startedMs;
    const marks = JSON.parse(String(output[3])) as Readonly<Record<string, number>>;
    if (status !== 0) throw new Error(`a traced run ended with ${status}`);
    return lengthsOf({ ...marks, ended });
  });
  return phases.map(([, name], at) => {
    const ms = median(lengths.map((one) => one[at] ?? Number.NaN));
    return { name, value: milliseconds(ms), ratio: ms / peerMs };
  });
}

/** Of each phase, from the mark before to its own. */
function lengthsOf(marks: Readonly<Record<string, number>>): readonly number[] {
  let beforeMs = 0;
  return phases.map(([mark]) => {
    const atMs = marks[mark];
    if (atMs === undefined) throw new Error(`nothing was ${mark}`);
    const ms = atMs - beforeMs;
    beforeMs = atMs;
    return ms;
  });
}
