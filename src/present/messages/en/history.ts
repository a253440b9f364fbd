/** The words of `kimibar history`. */
export const history = {
  none: 'No history for this time yet. It is written while kimibar serve runs, and with every reading that asks Kimi.',
  since: (time: string) => `since ${time}`,
  atWorst: (share: string) => `at worst ${share}`,
  resets: (count: number) => (count === 1 ? '1 reset' : `${count} resets`),
};
