import { Failure, type FailureCode } from '../../domain/failure.ts';
import { systemCode } from '../system-error.ts';

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);

/**
 * What a socket's error means. The host's name is the only fact that goes along:
 * a proxy's address may hold a password, and headers hold the credential.
 */
export function networkFailure(error: unknown, url: URL): Failure {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  if (code.startsWith('HPE_')) {
    return new Failure('unreadable-answer', 'the answer is not HTTP', {
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
  // OpenSSL's verification errors and Node's own carry these names; see `tls` in Node's documentation.
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|^EPROTO$/.test(code)) return 'tls';
  return 'network';
}

/** Happy Eyeballs wraps the errors of each address it tried; the first one tells enough. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return systemCode(error) ?? '';
}
