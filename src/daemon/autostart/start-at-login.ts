import { posix, win32 } from 'node:path';
import type { Env, Host, Platform } from '../../host/host.ts';
import { configHome, roamingAppData } from '../../host/user-folders.ts';
import { launchdPlist } from './launchd-plist.ts';

/** The file that makes a desktop start a program at login. */
export type LoginEntry = { readonly path: string; readonly text: string };

export type StartAtLogin = {
  /** The file that does it. */
  readonly path: string;
  isOn(): boolean;
  /** Rejects with a system error if the file cannot be written or removed. */
  set(on: boolean): Promise<void>;
};

/** `words` is the command: Node, the script, and its arguments. */
export function startAtLogin(
  { files, env, platform }: Pick<Host, 'files' | 'env' | 'platform'>,
  words: readonly string[],
): StartAtLogin {
  const { path, text } = loginEntry(env, platform, words);
  return {
    path,
    isOn() {
      try {
        const found = files.readText(path);
        // Desktops turn an entry off by adding a line instead of deleting the file.
        return (
          found !== undefined && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(found)
        );
      } catch {
        return false;
      }
    },
    set: (on) => (on ? files.writePrivate(path, text) : files.remove(path)),
  };
}

/**
 * XDG autostart (Desktop Application Autostart Specification 0.5), a launchd agent, or a script in
 * the Startup folder.
 */
export function loginEntry(
  env: Env,
  platform: Pick<Platform, 'os' | 'homeDir'>,
  words: readonly string[],
): LoginEntry {
  const { homeDir } = platform;
  if (platform.os === 'darwin') {
    return {
      path: posix.join(homeDir, 'Library', 'LaunchAgents', `${launchdLabel}.plist`),
      text: launchdPlist(launchdLabel, words, graphicalSessionOnly),
    };
  }
  if (platform.os === 'win32') {
    const startup = win32.join(
      roamingAppData({ env, platform }),
      'Microsoft',
      'Windows',
      'Start Menu',
      'Programs',
      'Startup',
    );
    return { path: win32.join(startup, 'KimiBar.vbs'), text: startupText(words) };
  }
  const config = configHome({ env, platform });
  return { path: posix.join(config, 'autostart', 'kimibar.desktop'), text: desktopText(words) };
}

const launchdLabel = 'app.kimibar.tray';
/** Without KeepAlive, so that Quit is final. */
const graphicalSessionOnly = '  <key>LimitLoadToSessionType</key>\n  <string>Aqua</string>\n';

function desktopText(words: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=KimiBar
Comment=How much of your Kimi For Coding quota is left
Comment[zh_CN]=查看 Kimi For Coding 的剩余额度
Exec=${words.map(execWord).join(' ')}
Terminal=false
NoDisplay=true
`;
}

/**
 * A word of `Exec`, quoted by the Desktop Entry Specification: first shell-like quotes with their
 * escapes, then each backslash doubled again, since the value is a string of that file; `%` would
 * start a field code.
 */
function execWord(word: string): string {
  const escaped = word
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `"${escaped}"`;
}

/**
 * Window style 0 shows no console; the script does not wait for the program. A quote is doubled
 * twice: for the command line and for VBScript. Scripts are read in the system's code page, so
 * letters beyond ASCII are written by number.
 */
function startupText(words: readonly string[]): string {
  const command = words.map((word) => `""${word.replaceAll('"', '""')}""`).join(' ');
  const ascii = command.replaceAll(/[^\0-\x7f]/g, (unit) => `" & ChrW(${unit.charCodeAt(0)}) & "`);
  return `CreateObject("WScript.Shell").Run "${ascii}", 0, False\r\n`;
}
