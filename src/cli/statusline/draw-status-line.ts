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

/** The machine as far as a status line needs it. */
export type StatusHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

export type DrawnStatusLine = {
  /** What the tool is given, with its newline. */
  readonly text: string;
  readonly due?: DueRefresh | undefined;
};

/** A refresh is wanted: at most one per `everyMs`, claimed at `path` in the name of `mark`. */
export type DueRefresh = { readonly path: string; readonly mark: string; readonly everyMs: number };

const cadenceWithoutReadingMs = 300_000;

/** The line for a tool, from one small file that a refresh left behind. Never fails: what can't be read is no reading yet. */
export function drawStatusLine(
  host: StatusHost,
  flags: StatusLineOptions,
  program: ThisProgram,
): DrawnStatusLine {
  const marks = statusMarks(host, flags.config);
  const kept = readStatusLineCache(host);
  const reading = kept !== undefined && belongsTo(kept, marks) ? kept : undefined;
  const words = statusWords(host.env, flags.lang, reading?.language);
  const text = statusOutput(flags.target, statusView(reading, host.clock.now()), words, {
    format: flags.format,
    columns: flags.width,
    colour: flags.color && (host.env['NO_COLOR'] ?? '') === '',
    actions: { refresh: [program.node, program.script, ...refreshArguments(flags.config, true)] },
  });
  if (!flags.refresh || !isDue(host, reading)) return { text: `${text}\n` };
  const path = join(dataFolder(host.env, host.platform), 'readings', 'status-refresh');
  return {
    text: `${text}\n`,
    due: { path, mark: marks.config, everyMs: reading?.cadenceMs ?? cadenceWithoutReadingMs },
  };
}

/** The words that make the program take the reading anew. `insist` is for a person's click. */
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
