import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Env } from '../../../src/host/host.ts';
import type { TempHome } from '../../support/fakes/stores/temp-home.ts';

/** A private session bus with a real GNOME Keyring on it, unlocked. */
export type Keyring = {
  /** For programs that should use this bus. */
  readonly env: Env;
  /** Locks it; from now on `trafficSinceLock` tells what the bus was asked. */
  lock(): void;
  /** Stores a text under these attributes. */
  store(text: string, attributes: Readonly<Record<string, string>>): void;
  /** How many entries an application has. */
  entries(application: string): number;
  /** Stores the key found under one application's name under another's, too. */
  shareKey(from: string, to: string): void;
  /** One line per message on the bus. */
  trafficSinceLock(): Promise<string>;
};

/** A session bus that starts no service by itself: neither a second key store nor a password dialog. */
const busConfig = (
  folder: string,
) => `<busconfig><type>session</type><listen>unix:path=${folder}/bus</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

const tools = ['dbus-daemon', 'dbus-send', 'dbus-monitor', 'gnome-keyring-daemon', 'secret-tool'];

/** The first program that is missing, or undefined where all are there. */
export function missingKeyringTool(): string | undefined {
  return tools.find((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
}

export async function startKeyring(place: TempHome): Promise<Keyring> {
  const runtime = join(place.workshop, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const plain = {
    PATH: process.env['PATH'],
    HOME: place.workshop,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(place.workshop, 'share'),
  };
  writeFileSync(join(runtime, 'bus.conf'), busConfig(runtime));
  const bus = spawn(
    'dbus-daemon',
    [`--config-file=${runtime}/bus.conf`, '--nofork', '--print-address=1'],
    {
      env: plain,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  endAfter(place, bus);
  const env = { ...plain, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus.stdout) };

  let traffic = '';
  const sinceLock = (): string => traffic.slice(traffic.indexOf('\tLock\n'));
  const monitor = spawn('dbus-monitor', ['--session', '--profile'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  endAfter(place, monitor);
  monitor.stdout.setEncoding('utf8').on('data', (text: string) => (traffic += text));

  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  endAfter(place, daemon);
  daemon.stdin.end('a password');
  while (!(await isServing(env, 'org.freedesktop.secrets')))
    assert.equal(daemon.exitCode, null, 'the key store ended');
  return {
    env,
    lock() {
      const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
      run(env, 'dbus-send', [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.secrets',
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
        collection,
      ]);
    },
    entries(application) {
      const search = ['search', '--all', 'application', application];
      return run(env, 'secret-tool', search).match(/^label = /gm)?.length ?? 0;
    },
    store(text, attributes) {
      const words = ['store', '--label', 'a test', ...Object.entries(attributes).flat()];
      execFileSync('secret-tool', words, { env, input: text });
    },
    shareKey(from, to) {
      const key = run(env, 'secret-tool', ['lookup', 'application', from]);
      execFileSync('secret-tool', ['store', '--label', `${to} Safe Storage`, 'application', to], {
        env,
        input: key,
      });
    },
    async trafficSinceLock() {
      // The monitor writes when it likes: a last question of ours shows that all before it is there.
      run(env, 'dbus-send', [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.GetId',
      ]);
      while (!sinceLock().includes('\tGetId')) await once(monitor.stdout, 'data');
      return sinceLock();
    },
  };
}

/** Asking takes as long as a short wait would. */
async function isServing(env: Env, name: string): Promise<boolean> {
  const bus = [
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ];
  const { stdout } = await promisify(execFile)(
    'dbus-send',
    ['--session', '--print-reply', ...bus],
    { env: { ...env } },
  );
  return stdout.includes('true');
}

function run(env: Env, file: string, args: readonly string[]): string {
  return execFileSync(file, args, {
    env: { ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function endAfter(place: TempHome, child: ChildProcess): void {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  place.atEnd(async () => {
    child.kill('SIGKILL');
    await exited;
  });
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stream });
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error('it ended without a word')));
  });
}
