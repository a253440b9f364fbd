import * as fc from 'fast-check';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { session, snapshot, wallet } from '../../support/fakes/snapshots.ts';
import { hostileWord } from './hostile-words.ts';

/**
 * An outcome, and the name of its account, with hostile words wherever Kimi or the user chooses the
 * word.
 */
export type HostileOutcome = { readonly outcome: UsageOutcome; readonly account: string };

export const hostileOutcome: fc.Arbitrary<HostileOutcome> = fc
  .array(hostileWord, { minLength: 7, maxLength: 7 })
  .map(([first = '', second = '', third = '', currency = '', plan, detail, account = '']) => {
    const windows = [
      { ...session, label: first },
      { ...session, id: 'rate-90', label: second, lengthMinutes: 90 } as const,
      { ...session, id: 'rate-unknown', label: third } as const,
    ];
    const usage = snapshot(windows, { wallet: { ...wallet, currency } });
    return {
      account,
      outcome: { kind: 'fresh', snapshot: { ...usage, plan, sourceDetail: detail }, attempts: [] },
    };
  });
