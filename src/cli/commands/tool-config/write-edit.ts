import { textDigest } from '../../../domain/text-digest.ts';
import { systemReason } from '../../../config/read-config-text.ts';
import {
  readDotfile,
  realPathOf,
  removeDotfile,
  writeDotfile,
  type Dotfile,
} from '../../../host/files/dotfile.ts';
import { FileChanged } from '../../../host/files/replace-file.ts';
import type { CommandContext } from '../../command-context.ts';
import {
  isAsInstalled,
  readReceipt,
  receiptPath,
  restoreReceipt,
  writeReceipt,
} from './receipt.ts';
import type { FoundTool, Part } from './tool.ts';

/** A change to a tool's config that is ready to be written. */
export type Edit = {
  readonly tool: FoundTool;
  readonly file: Dotfile | undefined;
  readonly after: string;
};

export type Written =
  | { readonly kind: 'written'; readonly backupPath: string | undefined }
  /** Another program has changed the config since it was read. Nothing is changed. */
  | { readonly kind: 'changed' }
  /** Nothing is changed. `path` is the file that could not be written. */
  | { readonly kind: 'failed'; readonly path: string; readonly why: string };

/**
 * Writes the backup, then the receipt, then the config, so that a config with our line always has
 * both. If one of them fails, the ones before it are undone.
 */
export async function writeEdit(
  context: CommandContext,
  { receipt: name }: Pick<Part, 'receipt'>,
  edit: Edit,
): Promise<Written> {
  const { host } = context;
  const realPath = edit.file?.realPath ?? realPathOf(edit.tool.path);
  const undo: (() => void | Promise<void>)[] = [];
  let path = realPath;
  try {
    const backup = backupOf(edit, realPath, readReceipt(host, name));
    if (backup?.text !== undefined) {
      ({ path } = backup);
      undo.push(await writeBackup(backup.path, backup.text, edit.file?.mode ?? edit.tool.mode));
    }
    path = receiptPath(host.env, host.platform, name);
    const before = host.files.readText(path);
    undo.push(() => restoreReceipt(host, name, before));
    const afterMark = textDigest(edit.after);
    await writeReceipt(host, name, { realPath, backupPath: backup?.path, afterMark });
    path = edit.tool.path;
    const { mode } = edit.file ?? edit.tool;
    await writeDotfile(realPath, edit.after, { mode, before: { text: edit.file?.text } });
    return { kind: 'written', backupPath: backup?.path };
  } catch (error) {
    await undoAll(undo);
    if (error instanceof FileChanged) return { kind: 'changed' };
    return { kind: 'failed', path, why: systemReason(error) };
  }
}

async function undoAll(steps: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const step of steps.toReversed()) {
    try {
      await step();
    } catch {
      // The same disk has just failed; the first error is the one to report.
    }
  }
}

/**
 * The backup is the file without our line, even if an older one of ours is replaced. Without `text`
 * it is there already; undefined if there is no file to back up.
 */
function backupOf(
  { tool, file }: Edit,
  realPath: string,
  receipt: ReturnType<typeof readReceipt>,
): { readonly path: string; readonly text: string | undefined } | undefined {
  if (file === undefined) return undefined;
  if (isAsInstalled(receipt, realPath, file.text)) {
    return receipt.backupPath === undefined
      ? undefined
      : { path: receipt.backupPath, text: undefined };
  }
  const removed = tool.editor.remove(file.text, undefined);
  return {
    path: `${realPath}.kimibar-backup`,
    text: removed.kind === 'changed' ? removed.text : file.text,
  };
}

/** Returns what restores the backup that was there before. */
async function writeBackup(path: string, text: string, mode: number): Promise<() => Promise<void>> {
  const before = readDotfile(path);
  await writeDotfile(path, text, { mode });
  return async () => {
    if (before === undefined || before === 'not-text') removeDotfile(path);
    else await writeDotfile(path, before.text, { mode: before.mode });
  };
}
