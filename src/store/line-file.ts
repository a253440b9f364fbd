import { join } from 'node:path';
import type { InstalledLine } from '../domain/installed-line.ts';
import { languages } from '../domain/language.ts';
import { isFlag, isListOf, isNumber, isOneOf, isShape, isText, optional } from '../domain/shape.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson, tryList, tryReadText } from '../host/files/try-read.ts';

/** The texts of a line, beside what the script needs to decide if a refresh is due. */
export type LineFile = {
  readonly line: InstalledLine;
  /** Epoch seconds of the last usage or failure; `never` if Kimi is off. */
  readonly takenS: number | 'never';
  readonly everyS: number;
  readonly slot: string;
  /** The config file's digest; `none` if there is no file. */
  readonly configMark: string;
  /** See `accountHint`. */
  readonly account: string;
  /** Kimi Code's modes, by name. */
  readonly modes: Readonly<Record<string, string>>;
  /** For a caller with another account. */
  readonly noData: string;
  readonly texts: readonly { readonly text: string; readonly untilS?: number | undefined }[];
};

const isInstalledLine = isShape<InstalledLine>({
  target: isText,
  account: optional(isText),
  format: optional(isText),
  width: optional(isNumber),
  refresh: isFlag,
  config: isShape({ path: isText, isGiven: isFlag }),
  language: optional(isOneOf(...languages)),
  systemLanguage: isOneOf(...languages),
  node: isText,
  program: isText,
  clicked: isListOf(isText),
});

const lineEnd = '.line.json';

/** The script's path in KimiBar's data folder, which outlives upgrades of the program. */
export function shellScriptPath(dataFolder: string): string {
  return join(dataFolder, 'statusline', 'kimibar-statusline.sh');
}

/** The lines that tools draw with the script. Empty if there are none or they are unreadable. */
export function readInstalledLines(
  files: Pick<Host['files'], 'list' | 'readText'>,
  dataFolder: string,
): readonly InstalledLine[] {
  const folder = join(dataFolder, 'statusline');
  return tryList(files, folder)
    .filter((name) => name.endsWith(lineEnd))
    .map((name) => readJson(files, join(folder, name)))
    .filter(isInstalledLine);
}

/** Adds a line, and the script if it is missing or of another version. Throws the system's error. */
export async function writeInstalledLine(
  files: Pick<Host['files'], 'facts' | 'readText' | 'writePrivate'>,
  dataFolder: string,
  { line, script }: { readonly line: InstalledLine; readonly script: string },
): Promise<void> {
  await writeInstalledLineOf(files, dataFolder, line);
  await writeShellScript(files, dataFolder, script);
}

/** Adds or changes a line, but not the script. Throws the system's error. */
export async function writeInstalledLineOf(
  files: Pick<Host['files'], 'facts' | 'writePrivate'>,
  dataFolder: string,
  line: InstalledLine,
): Promise<void> {
  const path = join(dataFolder, 'statusline', `${line.target}${lineEnd}`);
  refuseLinkedFolder(files, path);
  await files.writePrivate(path, `${JSON.stringify(line)}\n`);
}

/** Replaces the script if it is missing or of another version. Throws the system's error. */
export async function writeShellScript(
  files: Pick<Host['files'], 'readText' | 'writePrivate'>,
  dataFolder: string,
  script: string,
): Promise<void> {
  const path = shellScriptPath(dataFolder);
  if (tryReadText(files, path) !== script) await files.writePrivate(path, script);
}

/** Removes a line, and with the last one the script. Throws the system's error. */
export async function removeInstalledLine(
  files: Pick<Host['files'], 'list' | 'readText' | 'remove'>,
  dataFolder: string,
  target: string,
): Promise<void> {
  const folder = join(dataFolder, 'statusline');
  for (const end of [lineEnd, '.lines', '.plain'])
    await files.remove(join(folder, `${target}${end}`));
  if (readInstalledLines(files, dataFolder).length > 0) return;
  await files.remove(shellScriptPath(dataFolder));
  const claims = tryList(files, folder).filter((name) => /^(changed|refresh)-/.test(name));
  for (const name of claims) await files.remove(join(folder, name));
}

/**
 * Writes the texts of a line: `plain` are those without colours. The format is the script's, in
 * cli/statusline/statusline.sh. Throws the system's error.
 */
export async function writeLineFile(
  files: Pick<Host['files'], 'facts' | 'writeCache'>,
  dataFolder: string,
  { file, plain }: { readonly file: LineFile; readonly plain: boolean },
): Promise<void> {
  const name = `${file.line.target}.${plain ? 'plain' : 'lines'}`;
  const path = join(dataFolder, 'statusline', name);
  refuseLinkedFolder(files, path);
  await files.writeCache(path, lineFileText(file));
}

/** Removes the texts without colours: they are those of the line. Throws the system's error. */
export async function removePlainFile(
  files: Pick<Host['files'], 'remove'>,
  dataFolder: string,
  target: string,
): Promise<void> {
  await files.remove(join(dataFolder, 'statusline', `${target}.plain`));
}

function lineFileText(file: LineFile): string {
  const { line, takenS, everyS, slot, configMark, account, modes, noData, texts } = file;
  const facts = [
    'kimibar-lines-1',
    yesOrNo(line.refresh),
    takenS,
    everyS,
    slot || '-',
    configMark,
    yesOrNo(configMark !== 'none'),
    yesOrNo(line.config.isGiven),
  ];
  const names = Object.entries(modes).map(([mode, name]) => `${mode}=${name};`);
  const lines = [
    facts.join(' '),
    ...[line.config.path, line.node, line.program, account, `;${names.join('')}`].map(oneLine),
    printfText(noData),
    ...texts.map(({ text, untilS }) => `${untilS ?? 'end'} ${printfText(text)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A variable with a line break, which no account has, then matches nothing. */
function oneLine(text: string): string {
  return text.replaceAll('\n', '?');
}

/** For `printf %b`. */
function printfText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
