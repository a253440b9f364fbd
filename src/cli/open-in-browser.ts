import type { UsageApp } from '../app/usage-app.ts';
import { kimiSites } from '../domain/kimi-site.ts';
import type { Host } from '../host/host.ts';
import { readEnvValue } from '../host/env-value.ts';

/** The page of the account's service that a user signs in on. */
export function loginPage({ site }: Pick<UsageApp, 'site'>, page: 'console' | 'web'): URL {
  return new URL(kimiSites[site][page]);
}

/** Most openers end at once; some run as long as the browser, which counts as success. */
const openerTimeoutMs = 10_000;

/** Opens an address with the system's own opener. False if there is none, or no desktop. */
export async function openInBrowser(
  host: Pick<Host, 'commands' | 'env' | 'platform'>,
  address: URL,
  signal: AbortSignal,
): Promise<boolean> {
  const { commands, platform } = host;
  // Without a desktop xdg-open would start a text browser in the middle of this terminal.
  if (!hasDesktop(host)) return false;
  const [file, ...args] = {
    linux: ['xdg-open'] as const,
    darwin: ['open'] as const,
    win32: ['rundll32', 'url.dll,FileProtocolHandler'] as const,
  }[platform.os];
  const result = await commands.run(file, [...args, address.href], {
    timeoutMs: openerTimeoutMs,
    signal,
  });
  return result.kind === 'timed-out' || (result.kind === 'ran' && result.exitCode === 0);
}

/** Always true but on Linux, whose variables tell. */
export function hasDesktop({ env, platform }: Pick<Host, 'env' | 'platform'>): boolean {
  const desktop = ['DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER', 'WSL_DISTRO_NAME'];
  return platform.os !== 'linux' || desktop.some((name) => readEnvValue(env, name) !== undefined);
}
