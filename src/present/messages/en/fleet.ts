/** Texts of `fleet`. */
export const fleet = {
  noAddress:
    'Which metrics engine? Name its address: kimibar fleet --from URL, or once and for all: kimibar config set fleet.url URL',
  invalidAddress: '--from takes an http:// or https:// address.',
  failed: ({ address, reason }: { address: string; reason: string }) =>
    `${address} did not answer the query: ${reason}.`,
  nothing: 'The engine has no account of KimiBar.',
  machine: 'Machine',
  account: 'Account',
  quotas: 'Used',
  trouble: 'Outlook',
  mostRoom: 'Most room (used)',
  nextBack: 'Back next',
  silent: 'Silent machines',
  team: 'Team',
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
