import assert from 'node:assert/strict';
import { Failure } from '../../src/domain/failure.ts';

/** The failure that a promise rejects with; throws if it does anything else. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => assert.fail('nothing failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  return error;
}
