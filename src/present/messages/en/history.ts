/** The words of `kimibar history`. */
export const history = {
  none: 'No history for this time yet. It is written while kimibar serve, tray or watch runs, and by status lines.',
  since: (time: string) => `since ${time}`,
  atWorst: (share: string) => `at worst ${share}`,
  resets: (count: number) => (count === 1 ? '1 reset' : `${count} resets`),
};
