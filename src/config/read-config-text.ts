import { Failure } from '../domain/failure.ts';
import type { Files } from '../host/host.ts';
import { systemCode } from '../host/system-error.ts';

/**
 * The config file's text without a byte-order mark, or undefined if there is no file.
 * Throws `invalid-config` if it cannot be read: no permission, a folder, a device, too large.
 */
export function readConfigText(files: Pick<Files, 'readText'>, path: string): string | undefined {
  try {
    const text = files.readText(path);
    return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
  } catch (error) {
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
