import { Failure } from '../../../domain/failure.ts';

/** Bad input: `line` is the whole sentence the person reads, already in their language. */
export function argumentFailure(line: string): Failure {
  return new Failure('invalid-arguments', line, { detail: { code: 'argument', subject: line } });
}
