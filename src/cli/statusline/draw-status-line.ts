import { join } from 'node:path';
import {
  isDue,
  readStatusLineCache,
  statusMarks,
} from '../../app/status-line/status-line-cache.ts';
import { dataFolder } from '../../config/config-paths.ts';
import {
  belongsTo,
  type StatusLineCache,
  type StatusMarks,
} from '../../domain/status-line-cache.ts';
import type { Language } from '../../domain/language.ts';
import type { Env, Host } from '../../host/host.ts';
import type { ThisProgram } from '../../host/this-program.ts';
import { statusOutput } from '../../present/status-line/status-output.ts';
import { kimiCodeSession } from '../../present/status-line/kimi-code-session.ts';
import { minuteOf } from '../../present/status-line/status-minutes.ts';
import { statusView } from '../../present/status-line/status-view.ts';
import { statusLanguage, statusWords } from '../../present/status-line/status-words.ts';
import { refreshArguments, type DueRefresh, type LineSource } from './background-refresh.ts';
import type { StatusLineOptions } from './status-line-flags.ts';

/** The part of the host that a status line needs. */
export type StatusHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

export type DrawnStatusLine = {
  /** The output for the tool, with its newline. */
  readonly text: string;
  readonly due?: DueRefresh | undefined;
};

const defaultCadenceMs = 300_000;

/** What a line is drawn from: the saved usage, and what this process would read it with. */
export type StatusInput = {
  readonly cache: StatusLineCache | undefined;
  readonly marks: StatusMarks;
};

export function readStatusInput(host: StatusHost, { config, account }: LineSource): StatusInput {
  return { cache: readStatusLineCache(host, account), marks: statusMarks(host, config) };
}

/** Has the config file changed since the usage for status lines was saved? */
export function isConfigChanged({ cache, marks }: StatusInput): boolean {
  return cache !== undefined && cache.marks.config !== marks.config;
}

export type DrawFacts = {
  readonly input: StatusInput;
  readonly program: ThisProgram;
  /** Kimi Code's JSON, or empty. */
  readonly session: string;
};

/**
 * The line for a tool, from the one small file that a refresh writes. Never fails: an unreadable
 * file counts as none.
 */
export function drawStatusLine(
  host: StatusHost,
  options: StatusLineOptions,
  { input, program, session }: DrawFacts,
): DrawnStatusLine {
  const { cache, marks } = input;
  const usage = cache !== undefined && belongsTo(cache, marks) ? cache : undefined;
  const view = statusView(usage, minuteOf(usage, host.clock.now()));
  const language = languageOf(host.env, options.lang, usage?.language);
  const quota = statusOutput(options.target, view, statusWords(language), {
    format: options.format,
    columns: options.width,
    colour: options.color && (host.env['NO_COLOR'] ?? '') === '',
    site: usage?.site,
    actions: { refresh: [program.node, program.script, ...refreshArguments(options, true)] },
  });
  const text = kimiCodeSession(session, host.platform.homeDir) + quota;
  if (!options.refresh || !isDue(host, usage)) return { text: `${text}\n` };
  const path = join(dataFolder(host.env, host.platform), 'readings', 'status-refresh');
  return {
    text: `${text}\n`,
    due: {
      path,
      owner: `${marks.config}${options.account ?? ''}`,
      everyMs: usage?.cadenceMs ?? defaultCadenceMs,
    },
  };
}

/** Of `--lang`, `KIMIBAR_LANG`, the settings or the system. */
function languageOf(env: Env, flag: string | undefined, configured: string | undefined): Language {
  const { KIMIBAR_LANG, LC_ALL, LC_MESSAGES, LANG } = env;
  return statusLanguage([flag, KIMIBAR_LANG, configured, LC_ALL, LC_MESSAGES, LANG]);
}
