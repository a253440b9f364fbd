import { Failure } from '../domain/failure.ts';
import type { Files } from '../host/host.ts';
import { systemCode } from '../host/system-error.ts';

/** A config file is a page long; a file of this size is something else. */
const maxBytes = 1024 * 1024;

/**
 * The config file's text without a byte-order mark, or undefined if there is no file.
 * Throws `invalid-config` if it cannot be read: no permission, a folder, a device, too large.
 */
export function readConfigText(
  files: Pick<Files, 'facts' | 'readText'>,
  path: string,
): string | undefined {
  const text = readBounded(files, path);
  return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
}

function readBounded(files: Pick<Files, 'facts' | 'readText'>, path: string): string | undefined {
  try {
    const facts = files.facts(path);
    if (facts === undefined) return undefined;
    if (facts.kind === 'folder') throw unreadable(path, 'a folder');
    if (facts.kind === 'other') throw unreadable(path, 'not a file');
    if (facts.sizeBytes > maxBytes) throw unreadable(path, 'larger than 1 MiB');
    const text = files.readText(path);
    // The size of a link's target is known only now.
    if (text !== undefined && text.length > maxBytes) throw unreadable(path, 'larger than 1 MiB');
    return text;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreadable(path, systemReason(error), error);
  }
}

/**
 * The reason in words if KimiBar rejected the file, else Node's name of the system error, e.g.
 * `EACCES`.
 */
export function systemReason(error: unknown): string {
  if (error instanceof Error && 'why' in error && typeof error.why === 'string') return error.why;
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}

function unreadable(path: string, why: string, cause?: unknown): Failure {
  return new Failure('invalid-config', `config file unreadable: ${path} (${why})`, {
    detail: { code: 'config-unreadable', subject: `${path} (${why})` },
    cause,
  });
}
