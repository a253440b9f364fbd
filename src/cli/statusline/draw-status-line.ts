import { join } from 'node:path';
import {
  isDue,
  readStatusLineCache,
  statusMarks,
} from '../../app/status-line/status-line-cache.ts';
import { dataFolder } from '../../config/config-paths.ts';
import { belongsTo } from '../../domain/status-line-cache.ts';
import type { Host } from '../../host/host.ts';
import type { ThisProgram } from '../../host/this-program.ts';
import { statusOutput } from '../../present/status-line/status-output.ts';
import { statusView } from '../../present/status-line/status-view.ts';
import type { StatusLineOptions } from './status-line-flags.ts';
import { statusWords } from './status-line-language.ts';

/** The part of the host that a status line needs. */
export type StatusHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

export type DrawnStatusLine = {
  /** The output for the tool, with its newline. */
  readonly text: string;
  readonly due?: DueRefresh | undefined;
};

/** A refresh to start: at most one per `everyMs`, claimed at `path` under the name `mark`. */
export type DueRefresh = { readonly path: string; readonly mark: string; readonly everyMs: number };

const defaultCadenceMs = 300_000;

/**
 * The line for a tool, from the one small file that a refresh writes. Never fails: an unreadable
 * file counts as none.
 */
export function drawStatusLine(
  host: StatusHost,
  options: StatusLineOptions,
  program: ThisProgram,
): DrawnStatusLine {
  const marks = statusMarks(host, options.config);
  const kept = readStatusLineCache(host);
  const reading = kept !== undefined && belongsTo(kept, marks) ? kept : undefined;
  const words = statusWords(host.env, options.lang, reading?.language);
  const text = statusOutput(options.target, statusView(reading, host.clock.now()), words, {
    format: options.format,
    columns: options.width,
    colour: options.color && (host.env['NO_COLOR'] ?? '') === '',
    actions: { refresh: [program.node, program.script, ...refreshArguments(options.config, true)] },
  });
  if (!options.refresh || !isDue(host, reading)) return { text: `${text}\n` };
  const path = join(dataFolder(host.env, host.platform), 'readings', 'status-refresh');
  return {
    text: `${text}\n`,
    due: { path, mark: marks.config, everyMs: reading?.cadenceMs ?? defaultCadenceMs },
  };
}

/**
 * The arguments that make KimiBar refresh the status lines' cache. `insist` is for a click of the
 * user's.
 */
export function refreshArguments(
  configPath: string | undefined,
  insist = false,
): readonly string[] {
  return [
    'statusline',
    'refresh',
    ...(insist ? ['--force'] : []),
    ...(configPath === undefined ? [] : ['--config', configPath]),
  ];
}
