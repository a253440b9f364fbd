import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { openSessionBus } from '../../../src/host/bus/open-session-bus.ts';
import type { SessionBus } from '../../../src/host/bus/session-bus.ts';

/** A login session with a home, a bus and, if asked for, a screen. */
export type Session = {
  readonly env: Readonly<Record<string, string>>;
  /** Both the home and the config folder. */
  readonly folder: string;
  readonly bus: SessionBus;
  /** Starts a program in the session. It is ended after the test. */
  start(
    program: string,
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): ChildProcess;
  /** Kills the bus. It relays nothing that is sent after this. */
  endBus(): void;
};

/** The reason to skip a test if one of these programs is not installed; undefined if all are. */
export function missingPrograms(...programs: readonly string[]): string | undefined {
  const missing =
    process.platform === 'linux' ? programs.filter((program) => !isInstalled(program)) : ['Linux'];
  return missing.length === 0 ? undefined : `needs ${missing.join(', ')}`;
}

/** Keeps the default port free, and notifications off the panel. */
export const quietConfig = {
  'kimibar/config.json': JSON.stringify({
    version: 1,
    notifications: { enabled: false },
    server: { port: 0 },
  }),
};

/** Sets one up and takes it down after the test. `files` go into its folder. */
export async function setSession(
  t: Pick<TestContext, 'after'>,
  {
    files,
    screen = false,
  }: { files: Readonly<Record<string, string>>; screen?: boolean | undefined },
): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-desktop-'));
  const children: ChildProcess[] = [];
  t.after(async () => {
    for (const child of children.toReversed()) await end(child);
    // Programs that the bus started end a moment later.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  for (const [path, text] of Object.entries({ ...files, 'run/.keep': '' })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, path), text);
  }
  const startIn = (
    env: Readonly<Record<string, string>>,
    program: string,
    args: readonly string[],
  ): ChildProcess => {
    const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    child.stderr.resume();
    return child;
  };
  const base = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_RUNTIME_DIR: join(folder, 'run'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GVFS_DISABLE_FUSE: '1',
  };
  const xvfb = ['-displayfd', '1', '-screen', '0', '1000x600x24', '-noreset', '-nolisten', 'tcp'];
  const withScreen = screen
    ? { ...base, DISPLAY: `:${await firstLine(startIn(base, 'Xvfb', xvfb))}` }
    : base;
  // Programs that the bus starts inherit its environment.
  const daemon = startIn(withScreen, 'dbus-daemon', ['--session', '--nofork', '--print-address=1']);
  const env = { ...withScreen, DBUS_SESSION_BUS_ADDRESS: await firstLine(daemon) };
  const bus = await openSessionBus(env);
  if (bus === undefined) throw new Error('the test session has no bus');
  return {
    env,
    folder,
    bus,
    endBus: () => void daemon.kill('SIGKILL'),
    start(program, args = [], more = {}) {
      const child = startIn({ ...env, ...more }, program, args);
      child.stdout?.resume();
      return child;
    },
  };
}

/** Ends a program and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(patience);
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += String(piece);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
