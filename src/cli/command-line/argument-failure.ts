import { closestWord } from '../../domain/closest-word.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Messages } from '../../present/messages/en.ts';
import { refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import type { Problem } from './parse.ts';
import { knownFlags } from './scan.ts';

/**
 * The failure for a command line that can't be run: one line that names the word and what is
 * accepted.
 */
export function argumentFailure(
  problem: Problem,
  path: readonly Command[],
  messages: Messages,
): Failure {
  return refusal({ messages }, ({ arguments: words }) => sentence(problem, path, words));
}

function sentence(
  problem: Problem,
  path: readonly Command[],
  words: Messages['arguments'],
): string {
  switch (problem.kind) {
    case 'unknown-option': {
      const { option } = problem;
      return words.unknownOption({
        option,
        similar: closestWord(option, [...knownFlags(path).keys()]),
        of: commandLine(path),
      });
    }
    case 'unknown-command': {
      const { word: command } = problem;
      return words.unknownCommand({
        command,
        similar: closestWord(command, commandNames(path)),
        of: commandLine(path),
      });
    }
    case 'unexpected-argument':
      return words.unexpectedArgument(problem.word);
    case 'missing-value':
      return words.missingValue(problem.name);
    case 'missing-argument':
      return words.missingArgument({
        name: problem.name,
        allowed: problem.argument.type.choices?.join(', '),
      });
    case 'invalid-value':
      return invalidValue(problem, path, words);
  }
}

/** A mistyped command may have been taken for an argument, so commands are guessed as well. */
function invalidValue(
  { name, type, value }: Extract<Problem, { kind: 'invalid-value' }>,
  path: readonly Command[],
  words: Messages['arguments'],
): string {
  const isArgument = name.startsWith('<');
  const candidates = [...(type.choices ?? []), ...(isArgument ? commandNames(path) : [])];
  return words.invalidValue({
    option: name,
    value,
    similar: closestWord(value, candidates),
    allowed: type.allowed(words),
  });
}

/** As users type it: `kimibar config set`. */
function commandLine(path: readonly Command[]): string {
  return path.map(({ name }) => name).join(' ');
}

/** The commands that could have been meant at this point. */
function commandNames(path: readonly Command[]): readonly string[] {
  const commands = path.at(-1)?.commands ?? [];
  return commands.filter(({ isHidden }) => isHidden !== true).map(({ name }) => name);
}
