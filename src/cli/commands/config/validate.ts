import type { ConfigProblem } from '../../../config/config-problems.ts';
import { readConfigText } from '../../../config/read-config-text.ts';
import { canOthersRead } from '../../../host/files/readable-by-others.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { wantsJson, type FormatOption } from './config-options.ts';
import { pathInUse } from './config-file.ts';

/**
 * `config validate`: `Config: OK`, or one line per problem with its line and column; exit code 1 if
 * one is an error.
 * Throws `invalid-config` for an unreadable file.
 */
export async function configValidate(ctx: CommandContext, options: FormatOption): Promise<number> {
  const words = ctx.messages.config;
  const json = wantsJson(ctx, options);
  const path = pathInUse(ctx);
  const text = readConfigText(ctx.host.files, path);
  const problems = text === undefined ? [] : await problemsOf(text, path);
  if (json) ctx.terminal.out(JSON.stringify(problems.map(problemRecord)));
  else if (problems.length === 0) ctx.terminal.out(words.allGood);
  else ctx.terminal.out(problems.map((problem) => problemLine(path, problem, words)).join('\n'));
  if (text === undefined && !json) ctx.terminal.err(words.fileMissing(path));
  return problems.some(({ issue }) => issue.severity === 'error') ? 1 : 0;
}

async function problemsOf(text: string, path: string): Promise<ConfigProblem[]> {
  const { findConfigProblems, findExposedSecret } =
    await import('../../../config/config-problems.ts');
  const exposed = canOthersRead(path) ? await findExposedSecret(text) : undefined;
  return [...(await findConfigProblems(text)), ...(exposed === undefined ? [] : [exposed])];
}

function problemRecord({ at, key, issue }: ConfigProblem): unknown {
  return { ...issue, key, line: at.line, column: at.column };
}

function problemLine(
  path: string,
  { at, key, issue }: ConfigProblem,
  words: Messages['config'],
): string {
  const severity = issue.severity === 'error' ? words.error : words.warning;
  return `${path}:${at.line}:${at.column} ${severity}: ${sentence({ key, path }, issue, words)}`;
}

function sentence(
  { key, path }: { readonly key: string; readonly path: string },
  issue: ConfigProblem['issue'],
  words: Messages['config'],
): string {
  switch (issue.code) {
    case 'syntax':
      return words.notJson(issue.expected);
    case 'value':
      return words.valueWanted(key, issue.expected);
    case 'unknown-key':
      return words.unknownKey(key, issue.known);
    case 'repeated-key':
      return words.repeatedKey(key);
    case 'later-version':
      return words.laterVersion;
    case 'open-platform-key':
      return words.openPlatformKey(key);
    case 'jwt-as-api-key':
      return words.jwtAsApiKey(key);
    case 'unusable-key':
      return words.unusableKey(key);
    case 'readable-by-others':
      return words.readableByOthers({ key, path });
  }
}
