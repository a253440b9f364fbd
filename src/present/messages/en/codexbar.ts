/** Texts of `codexbar install` and `codexbar uninstall`, and of CodexBar's own commands. */
export const codexbar = {
  installed: (path: string) => `Wrote ${path}. Programs that run codexbar now get KimiBar.`,
  upToDate: (path: string) => `Already installed: ${path}`,
  removed: (path: string) => `Removed ${path}`,
  notInstalled: (path: string) => `Not installed: there is no ${path}`,
  foreign: (path: string) =>
    `${path} was not written by KimiBar, so it stays as it is. Choose another folder with --dir.`,
  unwritable: ({ path, why }: { path: string; why: string }) => `Can't change ${path} (${why}).`,
  notOnPath: (folder: string) =>
    `${folder} is not in PATH. Add it, or tell your widget the full path.`,
  hiddenBy: (path: string) => `Another codexbar comes first in PATH: ${path}`,
  noSessions: 'No agent sessions found.',
};
