/** The page's view of all machines; see also `fleet`, which the terminal has, too. */
export const fleetPage = {
  link: 'All machines',
  range: ({ from, to, all }: { from: string; to: string; all: string }) =>
    `Accounts ${from}–${to} of ${all}`,
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  allTeams: 'All teams',
  noTeam: 'No team',
  notSet: 'To see the accounts of all your machines here, name your metrics engine:',
  nothing: 'A machine appears once it pushes its metrics. To check one, run this on it:',
  unreachable: "The accounts of other machines can't be loaded.",
  again: 'KimiBar retries every minute.',
  /** Of figures that could not be refreshed. */
  from: (span: string) => `The figures below are from ${span} ago.`,
  more: (count: string) => `${count} more`,
};
