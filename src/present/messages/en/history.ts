/** Texts of `kimibar history`. */
export const history = {
  none: 'No history for this period. Every refresh adds to it: yours, and those of kimibar serve, tray, watch and status lines.',
  imported: ({
    added,
    alreadyThere,
    rejected,
  }: {
    added: number;
    alreadyThere: number;
    rejected: number;
  }) => `Samples: ${added} added, ${alreadyThere} already there, ${rejected} rejected`,
  rejectedLines: (lines: string) => `Rejected lines: ${lines}`,
  notACsv: (path: string) => `${path} is not the CSV of kimibar history.`,
  notImported: "The history can't be written: nothing was imported.",
  oneSample: 'only one sample so far',
  since: (time: string) => `since ${time}`,
  lowest: (share: string) => `lowest ${share}`,
  highest: (share: string) => `highest ${share}`,
  thisWindow: 'this window',
  now: 'now',
  emptyBefore: ({ moment, span }: { moment: string; span: string }) =>
    `empty ${moment}, ${span} before its reset`,
  resets: (count: number) => (count === 1 ? '1 reset' : `${count} resets`),
};
