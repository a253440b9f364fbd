import { Failure, type FailureCode } from '../../domain/failure.ts';
import { systemCode } from '../system-error.ts';

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);

/**
 * Node's complaints about a request that it cannot write, such as a header with a line break. They
 * are bugs of KimiBar.
 */
const bugCode = /^ERR_(?:HTTP|INVALID|UNESCAPED|OUT_OF_RANGE)/;

/**
 * The failure for a socket's error. It contains the host's name only: a proxy's address may contain
 * a password, and headers contain the credential. An error that no network caused is a bug and
 * returned as it is.
 */
export function asNetworkFailure(error: unknown, url: URL): unknown {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  if (bugCode.test(code) || (code === '' && isBug(error))) return error;
  if (code.startsWith('HPE_')) {
    return new Failure('unreadable-answer', 'the response is not HTTP', {
      detail: { code: 'not-json' },
      cause: error,
    });
  }
  const detail = { code: detailOf(code), subject: url.host };
  return new Failure('offline', `no connection to ${url.host} (${code || 'unknown reason'})`, {
    detail,
    cause: error,
  });
}

/** What the language itself throws. */
function isBug(error: unknown): boolean {
  return (
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  );
}

function detailOf(code: string): FailureCode {
  if (dnsCodes.has(code)) return 'dns';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  // The names of OpenSSL's verification errors and of Node's own; see `tls` in Node's
  // documentation.
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|^EPROTO$/.test(code)) return 'tls';
  return 'network';
}

/** Happy Eyeballs wraps the errors of all addresses it tried; the first one is enough. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return systemCode(error) ?? '';
}
