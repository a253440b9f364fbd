/** Texts of `kimibar history`. */
export const history = {
  none: 'No history for this period. It is recorded while kimibar serve, tray or watch is running, and when a status line refreshes.',
  oneSample: 'only one sample so far',
  since: (time: string) => `since ${time}`,
  lowest: (share: string) => `lowest ${share}`,
  highest: (share: string) => `highest ${share}`,
  resets: (count: number) => (count === 1 ? '1 reset' : `${count} resets`),
};
