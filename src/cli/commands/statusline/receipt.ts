import { join } from 'node:path';
import { textDigest } from '../../../domain/text-digest.ts';
import { isShape, isText, optional } from '../../../domain/shape.ts';
import { dataFolder } from '../../../config/config-paths.ts';
import type { Host } from '../../../host/host.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';

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
  target: InstallTarget,
): Receipt | undefined {
  try {
    const json: unknown = JSON.parse(files.readText(receiptPath(env, platform, target)) ?? 'null');
    return isReceipt(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

export async function writeReceipt(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  target: InstallTarget,
  receipt: Receipt,
): Promise<void> {
  await host.files.writePrivate(
    receiptPath(host.env, host.platform, target),
    `${JSON.stringify(receipt)}\n`,
  );
}

/** Puts back a receipt's text, as it was before a change that failed. Never rejects. */
export async function restoreReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  target: InstallTarget,
  text: string | undefined,
): Promise<void> {
  const path = receiptPath(env, platform, target);
  try {
    if (text === undefined) await files.remove(path);
    else await files.writePrivate(path, text);
  } catch {
    // A receipt that does not match its file is ignored.
  }
}

export async function removeReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  target: InstallTarget,
): Promise<void> {
  await files.remove(receiptPath(env, platform, target));
}

/** Whether a file is still as the install left it. */
export function isAsInstalled(
  receipt: Receipt | undefined,
  realPath: string,
  text: string,
): receipt is Receipt {
  return receipt?.realPath === realPath && receipt.afterMark === textDigest(text);
}

export function receiptPath(
  env: Host['env'],
  platform: Host['platform'],
  target: InstallTarget,
): string {
  return join(dataFolder(env, platform), 'statusline', `${target}.json`);
}
