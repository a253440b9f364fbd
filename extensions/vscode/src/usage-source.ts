import { execFile } from 'node:child_process';
import type { Usage } from './status-text.ts';
import { readUsage } from './usage-record.ts';

export type SourceSettings = {
  /** A name on the `PATH`, or a path. */
  readonly command: string;
  /** The address of `kimibar serve`; empty: run the command. */
  readonly server: string;
  readonly account: string;
};

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

function runCommand({ command, account }: SourceSettings, force: boolean): Promise<Usage> {
  const age = force ? ['--refresh'] : ['--max-age', String(maxAgeSeconds)];
  const only = account === '' ? [] : ['--account', account];
  const args = ['usage', '--json-only', ...age, ...only];
  return new Promise((resolve) => {
    // npm installs `kimibar.cmd` on Windows, which only a shell can run.
    const options = { timeout: timeoutMs, windowsHide: true, shell: process.platform === 'win32' };
    const words = options.shell ? args.map((word) => `"${word.replaceAll('"', '')}"`) : args;
    execFile(command, words, options, (error, stdout) => {
      const isMissing = error !== null && (error.code === 'ENOENT' || error.code === 9009);
      // The exit code is not 0 if Kimi failed, but the last known usage is printed all the same.
      resolve(isMissing ? 'no-command' : (readUsage(parsed(stdout)) ?? 'no-data'));
    });
  });
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
  return json.filter(
    (record: { readonly account?: unknown } | null) => record?.account === account,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
