import { resolvePathVariables } from '../../host/absolute-path.ts';
import { createNodeFiles } from '../../host/files/node-files.ts';
import { readPlatform } from '../../host/platform.ts';
import { thisProgram } from '../../host/this-program.ts';
import { parseFor } from '../command-line/parse.ts';
import { openStandardStream } from '../terminal/standard-stream.ts';
import {
  drawStatusLine,
  isConfigChanged,
  readStatusInput,
  type StatusHost,
  type StatusInput,
} from './draw-status-line.ts';
import { refreshInBackground } from './background-refresh.ts';
import { readSession } from './read-session.ts';
import {
  statusLineArguments,
  statusLineFlags,
  type StatusLineOptions,
} from './status-line-flags.ts';

const line = { name: 'statusline', arguments: statusLineArguments, flags: statusLineFlags };

/**
 * `kimibar statusline TARGET` without the rest of the program, which would take longer to load than
 * a bar may wait. False if the words after `statusline` are anything else, such as a mistake, or if
 * the config has changed, which takes the whole program: then nothing was done.
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
  const input = readStatusInput(host, options);
  // Only the whole program can say whether there is such an account.
  const isUnknown = options.account !== undefined && input.cache === undefined;
  if (isUnknown || isConfigChanged(input)) return false;
  void draw(host, options, input);
  return true;
}

async function draw(
  host: StatusHost,
  options: StatusLineOptions,
  input: StatusInput,
): Promise<void> {
  const session = await readSession(options.target, host.env);
  const { text, due } = drawStatusLine(host, options, { input, program: thisProgram(), session });
  const stdout = openStandardStream(1);
  stdout.write(text);
  if (stdout.lost !== undefined) process.exitCode = 1;
  if (due !== undefined) await refreshInBackground(host, due, options);
}
