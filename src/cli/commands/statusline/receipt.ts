import { join } from 'node:path';
import { textDigest } from '../../../domain/text-digest.ts';
import { dataFolder } from '../../../config/config-paths.ts';
import type { Host } from '../../../host/host.ts';
import type { InstallTarget } from '../../../present/status-line/status-target.ts';

/** What an install did, so that it can be undone to the byte. */
export type Receipt = {
  readonly realPath: string;
  /** Where the text from before is; absent where there was no file. */
  readonly backupPath?: string | undefined;
  /** Of the text that the install wrote: while the file still is that, putting the old one back loses nothing. */
  readonly afterMark: string;
};

export function readReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  target: InstallTarget,
): Receipt | undefined {
  try {
    const json = JSON.parse(
      files.readText(receiptPath(env, platform, target)) ?? 'null',
    ) as Partial<Receipt> | null;
    if (typeof json?.realPath !== 'string' || typeof json.afterMark !== 'string') return undefined;
    const { realPath, afterMark, backupPath } = json;
    return { realPath, afterMark, ...(typeof backupPath === 'string' ? { backupPath } : {}) };
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

export async function removeReceipt(
  { env, files, platform }: Pick<Host, 'env' | 'files' | 'platform'>,
  target: InstallTarget,
): Promise<void> {
  await files.remove(receiptPath(env, platform, target));
}

/** Did the install that this receipt is of leave the file like that? */
export function isAsInstalled(
  receipt: Receipt | undefined,
  realPath: string,
  text: string,
): receipt is Receipt {
  return receipt?.realPath === realPath && receipt.afterMark === textDigest(text);
}

function receiptPath(env: Host['env'], platform: Host['platform'], target: InstallTarget): string {
  return join(dataFolder(env, platform), 'statusline', `${target}.json`);
}
