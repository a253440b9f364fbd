type Versions = { readonly from: string; readonly to: string };

/** Texts of `kimibar upgrade` and of the notice. Commands are those of package managers. */
export const upgrade = {
  notice: (version: string) =>
    `KimiBar ${version} is available: kimibar upgrade (no more notices: kimibar config set updates.notice false)`,
  upgraded: ({ from, to }: Versions) =>
    `KimiBar ${from} was replaced by ${to}. Restart kimibar serve and kimibar tray if they are running.`,
  current: ({ from }: Versions) => `KimiBar ${from} is the latest release.`,
  newer: ({ from, to }: Versions) => `KimiBar ${to} is available; this is ${from}.`,
  older: ({ from, to }: Versions) =>
    `The latest release is ${to}, older than this KimiBar ${from}. Nothing changed.`,
  noAddress:
    'This build has no release address, so it cannot upgrade itself. Download a newer one from the page that it came from.',
  downloading: (version: string) => `Downloading KimiBar ${version}, about 130 MB …`,
  notDownloaded: (host: string) =>
    `Can't download the release from ${host}. Nothing changed. Check the network connection and the proxy; -v shows the reason.`,
  notReplaced: (why: string) =>
    `Can't replace the program (${why}). Nothing changed. Run the command as the user who owns it.`,
  failed: {
    missing:
      'The release has no file for this system, or its list of files is unreadable. Nothing changed.',
    'bad-signature': "The release is not signed with KimiBar's key. Nothing changed.",
    'bad-checksum': 'The download differs from what the release lists. Nothing changed. Try again.',
  },
  /** After `how`, for a package that may come from a clone instead of npm. */
  ifPacked:
    'If you packed it in a clone, run there: git pull && npm ci && npm run build && npm pack\n' +
    'Then install the new .tgz as before.',
  how: {
    npm: 'Upgrade with: npm install -g kimibar@latest',
    project: 'Upgrade in its project with: npm install kimibar@latest',
    npx: 'npx and pnpm dlx keep the version that they fetched first. Upgrade with: npx kimibar@latest',
    pnpm: 'Upgrade with: pnpm add -g kimibar@latest',
    brew: 'Upgrade with: brew upgrade kimibar',
    scoop: 'Upgrade with: scoop update kimibar',
    winget: 'Upgrade with: winget upgrade KimiBar.KimiBar',
    pacman: 'Upgrade with your AUR helper, such as: paru -Syu kimibar-bin',
    deb: 'Upgrade with the .deb of the new release: sudo apt install ./kimibar_*.deb',
    nix: 'Upgrade with: nix profile upgrade kimibar',
    docker:
      'Build the image again, with the recipe of the new release or in a newer clone, then start the container again.',
    source: 'Upgrade with: git pull && npm ci && npm run build',
  },
};
