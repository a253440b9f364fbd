import { join } from 'node:path';
import { tryReadText } from '../../host/files/try-read.ts';
import { configHome } from '../../host/user-folders.ts';
import type { CommandContext } from '../command-context.ts';

/** Start-up files into which users paste lines that KimiBar prints, such as completion. */
const inHome = [
  '.bashrc',
  '.bash_profile',
  '.profile',
  '.zshrc',
  '.config/fish/config.fish',
  // On Windows: PowerShell 7, and the one that comes with Windows.
  'Documents/PowerShell/Microsoft.PowerShell_profile.ps1',
  'Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1',
];
const inConfig = ['powershell/Microsoft.PowerShell_profile.ps1', 'polybar/config.ini'];
const completionFiles = ['fish/completions/kimibar.fish'];

/** Lines of the user's own files that run KimiBar, as `path:line`. KimiBar never changes them. */
export function handWrittenLines({ host }: CommandContext): readonly string[] {
  const { homeDir } = host.platform;
  const config = configHome(host);
  const paths = [
    ...inHome.map((name) => join(homeDir, name)),
    ...[...inConfig, ...completionFiles].map((name) => join(config, name)),
  ];
  return paths.flatMap((path) => {
    const lines = (tryReadText(host.files, path) ?? '').split('\n');
    const first = lines.findIndex((line) => /\bkimibar\b/.test(line) && !/^\s*#/.test(line));
    return first === -1 ? [] : [`${path}:${first + 1}`];
  });
}
