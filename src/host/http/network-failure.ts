import { Failure, type FailureCode } from '../../domain/failure.ts';
import { systemCode } from '../system-error.ts';

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);

/**
 * The failure for a socket's error. It contains the host's name only: a proxy's address may contain
 * a password, and headers contain the credential.
 */
export function networkFailure(error: unknown, url: URL): Failure {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
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
