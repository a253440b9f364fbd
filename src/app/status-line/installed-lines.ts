import { dirname, join, resolve } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { InstalledLine } from '../../domain/installed-line.ts';
import type { StatusLineCache } from '../../domain/status-line-cache.ts';
import { realPathOf } from '../../host/files/dotfile.ts';
import { tryReadText } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';
import { scriptPathOf } from '../../host/lasting-program.ts';
import { kimiCodeModes } from '../../present/status-line/kimi-code-session.ts';
import { promptNote, promptTarget } from '../../present/status-line/prompt-note.ts';
import { statusMinutes } from '../../present/status-line/status-minutes.ts';
import { statusOutput } from '../../present/status-line/status-output.ts';
import { isStatusTarget } from '../../present/status-line/status-target.ts';
import { statusView } from '../../present/status-line/status-view.ts';
import { statusLanguage, statusWords } from '../../present/status-line/status-words.ts';
import {
  readInstalledLines,
  removeInstalledLine,
  removePlainFile,
  shellScriptPath,
  writeInstalledLine,
  writeLineFile,
  writeShellScript,
  type LineFile,
} from '../../store/line-file.ts';

type Place = Pick<Host, 'env' | 'files' | 'platform'>;

/** The path of the script that draws status lines, in KimiBar's data folder. */
export function installedScriptPath({ env, platform }: Pick<Host, 'env' | 'platform'>): string {
  return shellScriptPath(resolve(dataFolder(env, platform)));
}

/** The script as it comes with this program; undefined if it was not built. */
export function readShellScript(
  files: Pick<Host['files'], 'readText'>,
  program: string,
): string | undefined {
  return tryReadText(files, join(dirname(realPathOf(program)), 'statusline.sh'));
}

/** Adds a line that the script draws. Its texts come with `updateStatusLines`. */
export async function installLine(
  { env, files, platform }: Place,
  { line, script }: { readonly line: InstalledLine; readonly script: string },
): Promise<void> {
  await writeInstalledLine(files, dataFolder(env, platform), { line, script });
}

/** The line that a tool draws with the script; undefined if there is none. */
export function findInstalledLine(
  { env, files, platform }: Place,
  target: string,
): InstalledLine | undefined {
  const lines = readInstalledLines(files, dataFolder(env, platform));
  return lines.find((line) => line.target === target);
}

/** Removes all files of a line. Throws the system's error. */
export async function removeLine({ env, files, platform }: Place, target: string): Promise<void> {
  await removeInstalledLine(files, dataFolder(env, platform), target);
}

/**
 * Writes the texts of the minutes to come for each line that the shell script draws with this
 * config file and the cache's account, and the script of the present version. Throws the system's error.
 */
export async function writeInstalledLines(
  { env, files, platform }: Place,
  cache: StatusLineCache,
  configPath: string,
): Promise<void> {
  const folder = dataFolder(env, platform);
  for (const line of readInstalledLines(files, folder)) {
    if (line.config.path !== resolve(configPath) || line.account !== cache.line) continue;
    const [coloured, plain] = [lineFile(line, cache, true), lineFile(line, cache, false)];
    await writeLineFile(files, folder, { file: coloured, plain: false });
    if (JSON.stringify(coloured) === JSON.stringify(plain))
      await removePlainFile(files, folder, line.target);
    else await writeLineFile(files, folder, { file: plain, plain: true });
    const program = scriptPathOf({ node: line.node, script: line.program });
    const script = program === undefined ? undefined : readShellScript(files, program);
    if (script !== undefined) await writeShellScript(files, folder, script);
  }
}

function lineFile(line: InstalledLine, cache: StatusLineCache, colour: boolean): LineFile {
  const { snapshot, failed, marks } = cache;
  const target = isStatusTarget(line.target) ? line.target : 'plain';
  const language = statusLanguage([line.language, cache.language, line.systemLanguage]);
  const draw = (shown: StatusLineCache | undefined, nowMs: number): string => {
    if (line.target === promptTarget)
      return promptNote(statusView(shown, nowMs), statusWords(language));
    return statusOutput(target, statusView(shown, nowMs), statusWords(language), {
      format: line.format,
      columns: line.width,
      site: cache.site,
      colour,
      actions: { refresh: [line.node, line.program, ...line.clicked] },
    });
  };
  const takenMs = Math.max(snapshot?.fetchedAtMs ?? 0, failed?.failedAtMs ?? 0);
  return {
    line,
    takenS: cache.enabled ? Math.floor(takenMs / 1000) : 'never',
    everyS: Math.ceil(cache.cadenceMs / 1000),
    slot: cache.slot,
    configMark: marks.config,
    account: marks.hint ?? '',
    modes: target === 'kimi-code' ? kimiCodeModes : {},
    noData: draw(undefined, 0),
    texts: statusMinutes(cache, (nowMs) => draw(cache, nowMs)),
  };
}
