/** Texts of `fleet`. */
export const fleet = {
  noAddress:
    'Which metrics engine? Name its address: kimibar fleet --from URL, or once and for all: kimibar config set fleet.url URL',
  invalidAddress: '--from takes an http:// or https:// address.',
  /** `reason` is a code, such as `HTTP 401` or `dns`. */
  failed: ({ address, reason }: { address: string; reason: string }) =>
    reason === 'tls'
      ? `The certificate of ${address} is not trusted. Point NODE_EXTRA_CA_CERTS to a file with its authority's certificate.`
      : `${address} did not answer the query: ${reason}.`,
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
