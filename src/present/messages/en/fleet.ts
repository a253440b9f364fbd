import type { EngineTrouble } from '../../../domain/fleet.ts';

/** Texts of `fleet`. */
export const fleet = {
  noAddress:
    'Which metrics engine? Name its address: kimibar fleet --from URL, or once and for all: kimibar config set fleet.url URL',
  invalidAddress: '--from takes an http:// or https:// address.',
  /** What went wrong with the query. */
  engine: {
    locked: ({ address, reason }: EngineTrouble) =>
      `${address} requires a valid token (${reason}). To set one, run: kimibar config set fleet.token -`,
    foreign: ({ address, reason }: EngineTrouble) =>
      `${address} does not have Prometheus' query API (${reason}). Check the path of the address.`,
    away: ({ address, reason }: EngineTrouble) =>
      `Can't reach ${address} (${reason}). Check the address and the network connection.`,
    untrusted: ({ address }: EngineTrouble) =>
      `No secure connection to ${address}: its certificate is not trusted (point NODE_EXTRA_CA_CERTS to a file with its authority's), or it speaks plain HTTP.`,
    late: ({ address }: EngineTrouble) => `${address} did not answer in time.`,
    other: ({ address, reason }: EngineTrouble) =>
      `${address} did not answer the query: ${reason}.`,
  },
  nothing: 'The engine has no account of KimiBar.',
  pastEnd: 'There is no account on this page.',
  machine: 'Machine',
  account: 'Account',
  quotas: 'Used',
  trouble: 'Outlook',
  mostRoom: 'Most room',
  nextBack: 'Back next',
  silent: 'Silent machines',
  team: 'Team',
  teams: 'Teams',
  accounts: 'Accounts',
  out: 'Out',
  short: 'Short',
  failing: 'Failing',
  signedOut: 'signed out',
  fails: (kind: string) => `fails: ${kind}`,
  isOut: 'out',
  backIn: (left: string) => `out, back in ${left}`,
  likelyOut: (likelihood: string) => `runs out: ${likelihood}`,
};
