import type { FleetAccount } from '../../domain/fleet.ts';
import { cleanText } from '../words/clean-text.ts';

/** A machine, with its team if it has one: `core/laptop`. */
export function machineName({ team, host }: Omit<FleetAccount, 'account'>): string {
  return cleanText(team === undefined ? host : `${team}/${host}`);
}

/** An account on its machine. The main account, number 0, goes without saying: `core/laptop #1`. */
export function accountName(one: FleetAccount): string {
  return [machineName(one), accountMark(one)].filter(Boolean).join(' ');
}

/** What tells an account from the others on its machine: `#1`, a name, or nothing. */
export function accountMark({ account }: FleetAccount): string {
  if (account === '0') return '';
  return /^\d+$/.test(account) ? `#${account}` : cleanText(account);
}
