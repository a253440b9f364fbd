import assert from 'node:assert/strict';
import { Failure } from '../../../../src/domain/failure.ts';

/** What a command says when it rejects its arguments. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail('nothing failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure && error.kind === 'invalid-arguments', String(error));
  return error.detail?.subject ?? '';
}
