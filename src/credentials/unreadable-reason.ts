import { systemCode } from '../host/system-error.ts';

/** The reason for an error while a file with a sign-in was read: its size, or any other. */
export function unreadableReason(error: unknown): 'too-large' | 'unreadable' {
  return systemCode(error) === 'EFBIG' ? 'too-large' : 'unreadable';
}
