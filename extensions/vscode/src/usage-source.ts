import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import type { Usage } from './status-text.ts';
import { readUsage } from './usage-record.ts';

export type SourceSettings = {
  /** A name on the `PATH`, or a path. */
  readonly command: string;
  /** The address of `kimibar serve`; empty: run the command. */
  readonly server: string;
  readonly account: string;
};

/** Windows would search the current folder, which may be a workspace's, before the `PATH`. */
export const plainLookup = { NoDefaultCurrentDirectoryInExePath: '1' };

const timeoutMs = 25_000;
/** KimiBar's cache may be this old, so that all windows and bars together cost one request. */
const maxAgeSeconds = 300;

/** Asks the running server or the command. `force` asks Kimi now. Never rejects. */
export async function fetchUsage(settings: SourceSettings, force: boolean): Promise<Usage> {
  return settings.server === '' ? runCommand(settings, force) : requestServer(settings);
}

/** The address of the page: the setting, else where `kimibar serve` listens by default. */
export function pageAddress({ server }: SourceSettings): string {
  return server === '' ? 'http://127.0.0.1:8737/' : server;
}

function runCommand(settings: SourceSettings, force: boolean): Promise<Usage> {
  const call = commandCall(settings, force, process.platform);
  if (call === undefined) return Promise.resolve('no-data');
  return new Promise((resolve) => {
    const options = { cwd: homedir(), timeout: timeoutMs, windowsHide: true, shell: call.shell };
    const env = { ...process.env, ...plainLookup };
    execFile(settings.command, [...call.words], { ...options, env }, (error, stdout) => {
      const isMissing = error !== null && (error.code === 'ENOENT' || error.code === 9009);
      // The exit code is not 0 if Kimi failed, but the last known usage is printed all the same.
      resolve(isMissing ? 'no-command' : (readUsage(parsed(stdout)) ?? 'no-data'));
    });
  });
}

export type CommandCall = { readonly words: readonly string[]; readonly shell: boolean };

/**
 * The words after the command. A folder's own settings can name the account, and on Windows the
 * words pass through `cmd`, which fills in variables even between quotes, and `%CMDCMDLINE%` has
 * quotes itself: undefined for a name that could end them.
 */
export function commandCall(
  { account }: Pick<SourceSettings, 'account'>,
  force: boolean,
  os: NodeJS.Platform,
): CommandCall | undefined {
  const age = force ? ['--refresh'] : ['--max-age', String(maxAgeSeconds)];
  const only = account === '' ? [] : ['--account', account];
  const words = ['usage', '--json-only', ...age, ...only];
  if (os !== 'win32') return { words, shell: false };
  if (/["%\p{Cc}]/u.test(account)) return undefined;
  // npm installs `kimibar.cmd`, which only a shell can run.
  return { words: words.map((word) => `"${word}"`), shell: true };
}

async function requestServer({ server, account }: SourceSettings): Promise<Usage> {
  try {
    const response = await fetch(new URL('/usage', server), {
      signal: AbortSignal.timeout(timeoutMs),
    });
    const json: unknown = await response.json();
    return readUsage(recordsOf(json, account)) ?? 'no-data';
  } catch {
    return 'no-data';
  }
}

function recordsOf(json: unknown, account: string): unknown {
  if (account === '' || !Array.isArray(json)) return json;
  const found = json.filter(
    (record: { readonly account?: unknown } | null) => record?.account === account,
  );
  // An empty list would say that Kimi is turned off.
  return found.length === 0 && json.length > 0 ? undefined : found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
