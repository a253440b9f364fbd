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
import { refreshArguments, type DueRefresh } from './background-refresh.ts';
import type { StatusLineOptions } from './status-line-flags.ts';
import { statusWords } from './status-line-language.ts';

/** The part of the host that a status line needs. */
export type StatusHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

export type DrawnStatusLine = {
  /** The output for the tool, with its newline. */
  readonly text: string;
  readonly due?: DueRefresh | undefined;
};

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
  const cache = readStatusLineCache(host);
  const usage = cache !== undefined && belongsTo(cache, marks) ? cache : undefined;
  const words = statusWords(host.env, options.lang, usage?.language);
  const text = statusOutput(options.target, statusView(usage, host.clock.now()), words, {
    format: options.format,
    columns: options.width,
    colour: options.color && (host.env['NO_COLOR'] ?? '') === '',
    site: usage?.site,
    actions: { refresh: [program.node, program.script, ...refreshArguments(options.config, true)] },
  });
  if (!options.refresh || !isDue(host, usage)) return { text: `${text}\n` };
  const path = join(dataFolder(host.env, host.platform), 'readings', 'status-refresh');
  return {
    text: `${text}\n`,
    due: { path, owner: marks.config, everyMs: usage?.cadenceMs ?? defaultCadenceMs },
  };
}
