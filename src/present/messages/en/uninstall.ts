/** Texts of `kimibar uninstall`. Commands are those of package managers. */
export const uninstall = {
  needsTerminal:
    'This command asks before it removes anything, but this is not a terminal. Add --dry-run to see what it would remove, or --yes to remove everything.',
  items: {
    service: (_of: string) => 'service of kimibar serve',
    startAtLogin: (_of: string) => 'start of the tray at login',
    statusLine: (target: string) => `status line of ${target}`,
    mcpServer: (target: string) => `MCP server of ${target}`,
    plugin: (_of: string) => 'plugin of Kimi Code',
    launcher: (_of: string) => 'codexbar launcher',
    data: (_of: string) => 'history, cached usage, saved browser sessions',
    config: (_of: string) => 'settings, with any API key in them',
    configAndKeys: (_of: string) => 'settings, and their API keys in the system keyring',
    unpacked: (_of: string) => 'unpacked files of the executable',
  },
  would: (item: string, path: string) => `Would remove: ${item} (${path})`,
  remove: (item: string, path: string) => `Remove the ${item}? (${path})`,
  yes: 'Yes, remove',
  no: 'No, keep',
  removed: (path: string) => `Removed ${path}`,
  notRemoved: ({ path, why }: { path: string; why: string }) => `Can't remove ${path} (${why}).`,
  nothing: 'KimiBar has put nothing anywhere.',
  needed: (path: string) => `Kept ${path}: what was kept above still uses it.`,
  running: (address: string) =>
    `KimiBar is still running at ${address}. Stop it, then repeat this command.`,
  handWritten: (line: string) => `${line} runs KimiBar. You wrote that line, so remove it by hand.`,
  chosenFolder: (path: string) =>
    `${path} was chosen with KIMIBAR_DATA_DIR and may hold other files, so delete it by hand.`,
  programFile: (path: string) => `Now delete the program itself: ${path}`,
  program: {
    npm: 'Now remove the program: npm uninstall -g kimibar',
    project: 'Now remove the program from its project: npm uninstall kimibar',
    npx: 'The program itself is in a cache of npx or pnpm dlx, which cleans up after itself.',
    pnpm: 'Now remove the program: pnpm remove -g kimibar',
    brew: 'Now remove the program: brew uninstall kimibar',
    scoop: 'Now remove the program: scoop uninstall kimibar',
    winget: 'Now remove the program: winget uninstall KimiBar.KimiBar',
    pacman: 'Now remove the program: sudo pacman -R kimibar-bin',
    deb: 'Now remove the program: sudo apt remove kimibar',
    nix: 'Now remove the program: nix profile remove kimibar',
    docker:
      'Now remove the container, its volume and the image: docker rm, docker volume rm, docker rmi',
    source: 'The program runs from a clone: delete that folder.',
  },
};
