import { isAbsolute, join } from 'node:path';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { isLastingFolder, lastingProgram, managerOf } from '../host/lasting-program.ts';
import type { ThisProgram } from '../host/this-program.ts';
import { cleanText } from '../present/words/clean-text.ts';
import type { CommandContext } from './command-context.ts';
import { refusal } from './refusal.ts';

/** Says on stderr if a file that names this program will outlive the program's folder. */
export function warnOfVanishingProgram(
  { host, messages, terminal }: CommandContext,
  own: ThisProgram,
): void {
  const manager = managerOf(lastingProgram(host.env, own));
  if (manager === 'npx') terminal.err(messages.installation.npx);
  else if (manager !== undefined) terminal.err(messages.installation.managed(manager));
}

/**
 * Throws `invalid-arguments` if one of these values would break a file of lines: a line break in a
 * path or a template could add a directive of its own.
 */
export function refuseControlCharacters(
  context: Pick<CommandContext, 'messages'>,
  values: readonly string[],
): void {
  const broken = values.find((value) => /\p{Cc}/u.test(value));
  if (broken === undefined) return;
  const shown = JSON.stringify(cleanText(broken, 200));
  throw refusal(context, ({ installation }) => installation.controlCharacter(shown));
}

/**
 * Will another program that the user starts in a shell find `kimibar` by its name? In a folder of
 * the PATH that is relative it would find another one in each project. Not for Windows.
 */
export function isOnPath({ env, files }: Pick<Host, 'env' | 'files'>): boolean {
  const folders = (env['PATH'] ?? '')
    .split(':')
    .filter((folder) => isAbsolute(folder) && isLastingFolder(folder));
  return folders.some((folder) => tryFacts(files, join(folder, 'kimibar')) !== undefined);
}
