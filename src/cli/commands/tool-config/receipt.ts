import { join } from 'node:path';
import { textDigest } from '../../../domain/text-digest.ts';
import { isShape, isText, optional } from '../../../domain/shape.ts';
import { dataFolder } from '../../../config/config-paths.ts';
import type { Host } from '../../../host/host.ts';

/** What an install did, so that it can be undone to the byte. */
export type Receipt = {
  readonly realPath: string;
  /** The file as it was before; absent if there was none. */
  readonly backupPath?: string | undefined;
  /**
   * Digest of the text that the install wrote. While it matches, restoring the backup loses
   * nothing.
   */
  readonly afterMark: string;
};

const isReceipt = isShape<Receipt>({
  realPath: isText,
  backupPath: optional(isText),
  afterMark: isText,
});

/** Undefined if there is none or it can't be read: then uninstall removes our part only. */
export function readReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  name: string,
): Receipt | undefined {
  try {
    const json: unknown = JSON.parse(files.readText(receiptPath(env, platform, name)) ?? 'null');
    return isReceipt(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

export async function writeReceipt(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  name: string,
  receipt: Receipt,
): Promise<void> {
  await host.files.writePrivate(
    receiptPath(host.env, host.platform, name),
    `${JSON.stringify(receipt)}\n`,
  );
}

/** Puts back a receipt's text, as it was before a change that failed. Never rejects. */
export async function restoreReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  name: string,
  text: string | undefined,
): Promise<void> {
  const path = receiptPath(env, platform, name);
  try {
    if (text === undefined) await files.remove(path);
    else await files.writePrivate(path, text);
  } catch {
    // A receipt that does not match its file is ignored.
  }
}

export async function removeReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  name: string,
): Promise<void> {
  await files.remove(receiptPath(env, platform, name));
}

/** Whether a file is still as the install left it. */
export function isAsInstalled(
  receipt: Receipt | undefined,
  realPath: string,
  text: string,
): receipt is Receipt {
  return receipt?.realPath === realPath && receipt.afterMark === textDigest(text);
}

/** `name` is the part's, with a slash: `statusline/tmux`. */
export function receiptPath(env: Host['env'], platform: Host['platform'], name: string): string {
  return join(dataFolder(env, platform), `${name}.json`);
}
