import { systemReason } from '../../config/read-config-text.ts';
import { installedBy } from '../../host/installed-by.ts';
import { thisProgram } from '../../host/this-program.ts';
import type { CommandContext } from '../command-context.ts';
import { refusal } from '../refusal.ts';
import type { Dialogue } from '../terminal/dialogue.ts';
import { handWrittenLines } from './hand-written.ts';
import { installedParts } from './installed-parts.ts';
import type { Item } from './item.ts';
import { chosenDataFolder, ownFiles, runningAddress } from './own-files.ts';

export type UninstallOptions = {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly openDialogue: () => Promise<Dialogue>;
};

/**
 * `kimibar uninstall`: removes what KimiBar put anywhere, each after a question. Exit code 1 if
 * something could not be removed. Throws `invalid-arguments` without a terminal, unless `yes`.
 */
export async function runUninstallAll(
  context: CommandContext,
  options: UninstallOptions,
): Promise<number> {
  const { terminal, messages } = context;
  const words = messages.uninstall;
  const found = { parts: await installedParts(context), own: ownFiles(context) };
  const items = [...found.parts, ...found.own];
  if (!options.dryRun && !options.yes && !terminal.interactive && items.length > 0)
    throw refusal(context, ({ uninstall }) => uninstall.needsTerminal);
  if (items.length === 0) terminal.out(words.nothing);
  let exitCode = 0;
  if (options.dryRun)
    for (const item of items) terminal.out(words.would(nameOf(messages, item), item.path));
  else if (items.length > 0) exitCode = await removeFound(context, found, options);
  for (const line of handWrittenLines(context)) terminal.out(words.handWritten(line));
  const chosen = chosenDataFolder(context);
  if (chosen !== undefined) terminal.out(words.chosenFolder(chosen));
  const { files, platform } = context.host;
  const own = thisProgram();
  const by = installedBy({ files, os: platform.os }, own);
  terminal.out(by === 'binary' ? words.programFile(own.node) : words.program[by]);
  return exitCode;
}

/** Parts first: they need the data folder, which has their receipts and the status lines' script. */
async function removeFound(
  context: CommandContext,
  { parts, own }: { readonly parts: readonly Item[]; readonly own: readonly Item[] },
  { yes, openDialogue }: UninstallOptions,
): Promise<number> {
  const { terminal, messages } = context;
  const mayRemove = yes ? async () => true : questions(context, await openDialogue());
  const left = await removeEach(context, parts, mayRemove);
  const address = await runningAddress(context);
  if (address !== undefined) terminal.err(messages.uninstall.running(address));
  const removable = own.filter(({ kind, path }) => {
    if (kind === 'config' || kind === 'configAndKeys') return true;
    if (address !== undefined) return false;
    if (kind === 'data' && left.length > 0) terminal.err(messages.uninstall.needed(path));
    return kind !== 'data' || left.length === 0;
  });
  const failed = [...left, ...(await removeEach(context, removable, mayRemove))];
  return address !== undefined || failed.includes('failed') ? 1 : 0;
}

/** Why items are still there, for each that is. */
async function removeEach(
  context: CommandContext,
  items: readonly Item[],
  mayRemove: (item: Item) => Promise<boolean>,
): Promise<readonly ('kept' | 'failed')[]> {
  const left: ('kept' | 'failed')[] = [];
  for (const item of items) {
    if (!(await mayRemove(item))) left.push('kept');
    else if ((await remove(context, item)) !== 0) left.push('failed');
  }
  return left;
}

async function remove(context: CommandContext, item: Item): Promise<number> {
  try {
    return await item.remove();
  } catch (error) {
    const { terminal, messages } = context;
    const why = messages.systemErrors.reason(systemReason(error));
    terminal.err(messages.uninstall.notRemoved({ path: item.path, why }));
    return 1;
  }
}

function questions({ messages }: CommandContext, dialogue: Dialogue) {
  const { remove: question, yes, no } = messages.uninstall;
  return async (item: Item): Promise<boolean> =>
    (await dialogue.choose(question(nameOf(messages, item), item.path), [
      { value: 'no', label: no },
      { value: 'yes', label: yes },
    ])) === 'yes';
}

function nameOf({ uninstall }: CommandContext['messages'], { kind, of = '' }: Item): string {
  return uninstall.items[kind](of);
}
