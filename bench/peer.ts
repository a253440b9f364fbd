import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCliLogin } from '../test/support/cli-login.ts';
import { installPeer } from './install-peer.ts';
import { atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { timePairs, type PairedResult, type Run } from './paired-runs.ts';
import { median } from './percentile.ts';
import { timePhases } from './request-phases.ts';

export const peerName = 'quota-axi 0.1.40';

/** What is the same on both sides, and what is not. */
export const peerNote =
  'Both read Kimi Code’s login, ask `api.kimi.com` for its usage with verified TLS, and print JSON; the host is led to the simulator by a preload ' +
  'that both have. KimiBar also caches the usage for other processes; it requests the plan’s name a few times a day. CPU and memory are what ' +
  'each process says of itself at its end.' +
  ' The goal is out of reach: rows 1, 2 and 13 and most of 5 to 9 are Node’s, as the row of bare `node:https` shows. An earlier connection could ' +
  'only overlap waiting, which is 4 % of the run: the credential is known as soon as Node’s HTTP is loaded, which a connection needs, ' +
  'too. A TLS session kept on disk would spare a part of row 8, and no round trip with TLS 1.3: a secret more to guard for a hundredth. V8’s code ' +
  'cache written after a run, not before it, would take 7 % off, but needs a loader of its own beside Node’s. With a network between, both wait for ' +
  'the same three round trips.';

/**
 * Resolves the host that both use to the simulator. Names, certificates and everything else stay as
 * they are.
 */
const mapHost = `
  const tls = require('node:tls');
  const connect = tls.connect;
  tls.connect = (options, ...rest) =>
    connect.call(tls, options?.host === 'api.kimi.com' ? { ...options, host: '127.0.0.1', port: Number(process.env.BENCH_PORT) } : options, ...rest);
`;

/** Only the request that both have to make: Node cannot do it with less. */
const bareRequest = `
  const login = require(process.env.HOME + '/.kimi-code/credentials/kimi-code.json');
  const headers = { Authorization: 'Bearer ' + login.access_token };
  require('node:https').get('https://api.kimi.com/coding/v1/usages', { headers }, (answer) => {
    if (answer.statusCode !== 200) process.exitCode = 1;
    answer.resume().on('end', () => process.exit());
  });
`;

/**
 * Prints what the process has used on the fourth file descriptor when it ends. Node knows its peak
 * on every system.
 */
const tellResources = `
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const fs = require('node:fs');
    // maxRSS begins with what the process had that started this one.
    const own = process.platform === 'linux' && /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1];
    const peakMb = (own || maxRSS) / 1024;
    fs.writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb }));
  });
`;

type Resources = { readonly cpuMs: number; readonly peakMb: number };

/**
 * The same job on both sides: read Kimi Code's login, send a request to api.kimi.com over HTTPS,
 * print JSON. Same Node, login, simulator and certificate. `undefined` if the peer cannot be
 * installed, for example without a network.
 */
export async function measureBesidePeer(
  program: string,
  folder: string,
  path: string,
): Promise<readonly Figure[] | undefined> {
  mkdirSync(join(folder, 'peer'), { recursive: true });
  const modules = installPeer(join(folder, 'peer'), peerName.replace(' ', '@'), path);
  if (modules === undefined) return undefined;
  const peer = join(modules, 'quota-axi', 'dist', 'bin', 'quota-axi.js');
  const simulator = fork(join(import.meta.dirname, 'start-secure-simulator-process.ts'));
  try {
    const { port, farPort, certificate } = await firstMessage(simulator);
    const home = join(folder, 'login');
    mkdirSync(home, { recursive: true });
    const files = {
      authority: join(home, 'authority.pem'),
      mapHost: join(home, 'map-host.cjs'),
      bare: join(home, 'bare.cjs'),
      tellResources: join(home, 'tell.cjs'),
    };
    writeFileSync(files.authority, certificate);
    writeFileSync(files.mapHost, mapHost);
    writeFileSync(files.tellResources, tellResources);
    writeFileSync(files.bare, bareRequest);
    writeCliLogin(home);
    const env = {
      PATH: path,
      HOME: home,
      NODE_EXTRA_CA_CERTS: files.authority,
      BENCH_PORT: String(port),
    };
    const through = (...args: readonly string[]): Run => ({
      args: ['--require', files.mapHost, ...args],
      env,
    });
    const afar = (run: Run): Run => ({ ...run, env: { ...env, BENCH_PORT: String(farPort) } });
    const ours = through(program, 'usage', '--json', '--max-age', '0', '--source', 'cli');
    const theirs = through(peer, '--provider', 'kimi', '--json');
    checkAnswers(ours, theirs);
    const { medianMs, baseMs, ratio } = timePairs(ours, theirs, 15);
    const bare = timePairs(through(files.bare), theirs, 15);
    const node = timePairs(through('-e', '0'), theirs, 15);
    const cached = through(program, 'usage', '--json', '--max-age', '3600', '--source', 'cli');
    const withoutRequest = timePairs(cached, theirs, 15);
    const far = timePairs(afar(ours), afar(theirs), 7);
    const farBare = timePairs(afar(through(files.bare)), afar(theirs), 7);
    const used = resourcesOf(ours, files.tellResources);
    const theirUse = resourcesOf(theirs, files.tellResources);
    return [
      {
        name: 'wall time',
        value: milliseconds(medianMs),
        beside: milliseconds(baseMs),
        ratio,
        goal: atMost(ratio, 0.5),
      },
      row('of that, starting Node with the certificate', node),
      row('… and settings, cache and output (cached usage)', withoutRequest),
      row('… and instead only that request, by bare `node:https`', bare),
      row('wall time, 150 ms of round trip added', far),
      row('… of bare `node:https`', farBare),
      {
        name: 'CPU time',
        value: milliseconds(used.cpuMs),
        beside: milliseconds(theirUse.cpuMs),
        ratio: used.cpuMs / theirUse.cpuMs,
      },
      {
        name: 'peak memory',
        value: megabytes(used.peakMb),
        beside: megabytes(theirUse.peakMb),
        ratio: used.peakMb / theirUse.peakMb,
      },
      ...timePhases(ours, home, baseMs),
    ];
  } finally {
    simulator.disconnect();
  }
}

function row(name: string, { medianMs, baseMs, ratio }: PairedResult): Figure {
  return { name, value: milliseconds(medianMs), beside: milliseconds(baseMs), ratio };
}

/** Both must have read the simulated account, or the comparison is of different jobs. */
function checkAnswers(ours: Run, theirs: Run): void {
  for (const { args, env } of [ours, theirs]) {
    const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    const isFresh = /"status":\s*"fresh"/.test(stdout) || /"stale":\s*false/.test(stdout);
    if (!isFresh || stdout.includes('"error"'))
      throw new Error(`${args.at(2) ?? ''} did not read the usage: ${stdout}${stderr}`);
  }
}

/** The peak memory of one run, as the process itself reports it. `folder` is for its preload. */
export function peakMegabytes({ args, env }: Run, folder: string): number {
  const teller = join(folder, 'tell-peak.cjs');
  writeFileSync(teller, tellResources);
  const run = spawnSync(process.execPath, ['--require', teller, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return (JSON.parse(String(run.output[3])) as Resources).peakMb;
}

/**
 * The medians of several runs. The process reports them itself, in separate runs that are not
 * timed.
 */
function resourcesOf({ args, env }: Run, teller: string): Resources {
  const told = Array.from({ length: 7 }, () => {
    const run = spawnSync(process.execPath, ['--require', teller, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    return JSON.parse(String(run.output[3])) as Resources;
  });
  return {
    cpuMs: median(told.map(({ cpuMs }) => cpuMs)),
    peakMb: median(told.map(({ peakMb }) => peakMb)),
  };
}

type Ready = { readonly port: number; readonly farPort: number; readonly certificate: string };

function firstMessage(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as Ready)));
}
