import { createNodeFiles } from '../../host/files/files.ts';
import { readPlatform } from '../../host/platform.ts';
import { thisProgram } from '../../host/this-program.ts';
import { openStandardStream } from '../terminal/standard-stream.ts';
import { drawStatusLine } from './draw-status-line.ts';
import { refreshBehind } from './refresh-behind.ts';
import { readStatusLineFlags } from './status-line-flags.ts';

/**
 * `kimibar statusline TARGET` without the rest of the program, which would take longer to load than a bar may wait.
 * False where the words after `statusline` are something else: then nothing was done.
 */
export function runStatusLine(words: readonly string[]): boolean {
  const flags = readStatusLineFlags(words);
  if (flags === undefined) return false;
  const { env } = process;
  const platform = readPlatform(env);
  const nowMs = Date.now();
  const host = {
    env,
    platform,
    files: createNodeFiles(platform),
    clock: { now: () => nowMs, sleep: () => Promise.resolve() },
  };
  const { text, due } = drawStatusLine(host, flags, thisProgram());
  openStandardStream(1).write(text);
  if (due !== undefined) refreshBehind(host, due, flags.config);
  return true;
}
