import { join } from 'node:path';
import {
  isDue,
  readStatusLineCache,
  statusMarks,
} from '../../app/status-line/status-line-cache.ts';
import { dataFolder } from '../../config/config-paths.ts';
import { belongsTo } from '../../domain/status-line-cache.ts';
import type { Language } from '../../domain/language.ts';
import type { Env, Host } from '../../host/host.ts';
import type { ThisProgram } from '../../host/this-program.ts';
import { statusOutput } from '../../present/status-line/status-output.ts';
import { kimiCodeSession } from '../../present/status-line/kimi-code-session.ts';
import { minuteOf } from '../../present/status-line/status-minutes.ts';
import { statusView } from '../../present/status-line/status-view.ts';
import { statusLanguage, statusWords } from '../../present/status-line/status-words.ts';
import { refreshArguments, type DueRefresh } from './background-refresh.ts';
import type { StatusLineOptions } from './status-line-flags.ts';

/** The part of the host that a status line needs. */
export type StatusHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

export type DrawnStatusLine = {
  /** The output for the tool, with its newline. */
  readonly text: string;
  readonly due?: DueRefresh | undefined;
};

const defaultCadenceMs = 300_000;

/** Has the config file changed since the usage for status lines was saved? */
export function isConfigChanged(host: StatusHost, configPath: string | undefined): boolean {
  const cache = readStatusLineCache(host);
  return cache !== undefined && cache.marks.config !== statusMarks(host, configPath).config;
}

/**
 * The line for a tool, from the one small file that a refresh writes. Never fails: an unreadable
 * file counts as none. `session` is Kimi Code's JSON, or empty.
 */
export function drawStatusLine(
  host: StatusHost,
  options: StatusLineOptions,
  { program, session }: { readonly program: ThisProgram; readonly session: string },
): DrawnStatusLine {
  const marks = statusMarks(host, options.config);
  const cache = readStatusLineCache(host);
  const usage = cache !== undefined && belongsTo(cache, marks) ? cache : undefined;
  const view = statusView(usage, minuteOf(usage, host.clock.now()));
  const language = languageOf(host.env, options.lang, usage?.language);
  const quota = statusOutput(options.target, view, statusWords(language), {
    format: options.format,
    columns: options.width,
    colour: options.color && (host.env['NO_COLOR'] ?? '') === '',
    site: usage?.site,
    actions: { refresh: [program.node, program.script, ...refreshArguments(options.config, true)] },
  });
  const text = kimiCodeSession(session, host.platform.homeDir) + quota;
  if (!options.refresh || !isDue(host, usage)) return { text: `${text}\n` };
  const path = join(dataFolder(host.env, host.platform), 'readings', 'status-refresh');
  return {
    text: `${text}\n`,
    due: { path, owner: marks.config, everyMs: usage?.cadenceMs ?? defaultCadenceMs },
  };
}

/** Of `--lang`, `KIMIBAR_LANG`, the settings or the system. */
function languageOf(env: Env, flag: string | undefined, configured: string | undefined): Language {
  const { KIMIBAR_LANG, LC_ALL, LC_MESSAGES, LANG } = env;
  return statusLanguage([flag, KIMIBAR_LANG, configured, LC_ALL, LC_MESSAGES, LANG]);
}
