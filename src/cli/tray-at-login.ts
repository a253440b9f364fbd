import { startAtLogin, type StartAtLogin } from '../daemon/autostart/start-at-login.ts';
import type { TrayLookFlags } from '../domain/tray-look.ts';
import { busAddresses } from '../host/bus/bus-address.ts';
import { lastingProgram } from '../host/lasting-program.ts';
import { thisProgram } from '../host/this-program.ts';
import type { CommandContext } from './command-context.ts';

/** What the user typed for the tray; it applies after the next login, too. */
export type TrayFlags = TrayLookFlags & { readonly account?: string | undefined };

/** The start of the tray at login; undefined if this system cannot show one. */
export function trayAtLogin(
  { host, configPath, language, languageFixedBy }: CommandContext,
  flags: TrayFlags = {},
): StartAtLogin | undefined {
  if (host.platform.os === 'linux' && busAddresses(host.env).length === 0) return undefined;
  const { node, script } = lastingProgram(host.env, thisProgram());
  const lang = languageFixedBy === '--lang' ? ['--lang', language] : [];
  const config = configPath === undefined ? [] : ['--config', configPath];
  return startAtLogin(host, [node, script, 'tray', ...typedFlags(flags), ...lang, ...config]);
}

function typedFlags(flags: TrayFlags): string[] {
  return Object.entries(flags).flatMap(([name, word]) =>
    word === undefined ? [] : [`--${name}`, word],
  );
}
