/** Texts of `kimibar history`. */
export const history = {
  none: 'No history for this period. Every refresh adds to it: yours, and those of kimibar serve, tray, watch and status lines.',
  oneSample: 'only one sample so far',
  since: (time: string) => `since ${time}`,
  lowest: (share: string) => `lowest ${share}`,
  highest: (share: string) => `highest ${share}`,
  resets: (count: number) => (count === 1 ? '1 reset' : `${count} resets`),
};
