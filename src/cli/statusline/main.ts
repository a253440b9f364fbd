import { resolvePathVariables } from '../../host/absolute-path.ts';
import { createNodeFiles } from '../../host/files/node-files.ts';
import { readPlatform } from '../../host/platform.ts';
import { thisProgram } from '../../host/this-program.ts';
import { parseFor } from '../command-line/parse.ts';
import { openStandardStream } from '../terminal/standard-stream.ts';
import { drawStatusLine } from './draw-status-line.ts';
import { refreshInBackground } from './background-refresh.ts';
import { statusLineArguments, statusLineFlags } from './status-line-flags.ts';

const line = { name: 'statusline', arguments: statusLineArguments, flags: statusLineFlags };

/**
 * `kimibar statusline TARGET` without the rest of the program, which would take longer to load than
 * a bar may wait. False if the words after `statusline` are anything else, such as a mistake: then
 * nothing was done.
 */
export function runStatusLine(words: readonly string[]): boolean {
  const options = parseFor(line, words);
  if (options === undefined) return false;
  resolvePathVariables();
  const { env } = process;
  const platform = readPlatform(env);
  const nowMs = Date.now();
  const host = {
    env,
    platform,
    files: createNodeFiles(platform),
    clock: { now: () => nowMs, sleep: () => Promise.resolve() },
  };
  const { text, due } = drawStatusLine(host, options, thisProgram());
  const stdout = openStandardStream(1);
  stdout.write(text);
  if (stdout.lost !== undefined) process.exitCode = 1;
  if (due !== undefined) void refreshInBackground(host, due, options.config);
  return true;
}
