import { Failure } from '../../domain/failure.ts';

/** A successful answer in which no allowance can be read: shown as unreadable, never as 0 %. */
export function noWindows(): Failure {
  return new Failure('unreadable-answer', 'no quota can be read in the answer', {
    detail: { code: 'no-windows' },
  });
}
