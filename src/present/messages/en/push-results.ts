/** What became of a pushed message; shared by terminal and page. */
export const pushResults = {
  sent: 'sent',
  rejected: (code: string, hint: string | undefined) =>
    hint === undefined ? `rejected (${code})` : `rejected (${code}): ${hint}`,
  busy: (code: string) => `the service is busy (${code}); try again later`,
  unreachable: 'the service cannot be reached',
  unsure: 'sent, but the service did not answer in time',
  incomplete: 'the address is missing',
  hints: {
    signature: 'check the signing secret and the keyword of the bot (Kimi is in every message)',
    credential: 'check the token',
    address: 'check the address',
  },
};
