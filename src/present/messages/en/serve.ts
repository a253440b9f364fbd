type Place = { readonly place: string; readonly code: string };

/** What `serve` says, and what `serve install` does. */
export const serve = {
  running: ({ address, version }: { address: string; version: string }) =>
    `KimiBar ${version} is at ${address} (Ctrl-C stops it)`,
  alreadyRunning: ({ address, version }: { address: string; version: string }) =>
    `KimiBar ${version} is already running at ${address}`,
  notOpened: (address: string) => `No browser could be opened here. The page is at ${address}`,
  blankToken: 'The token is blank. Give one that is hard to guess, or none at all.',
  unsendableToken:
    'The token holds blanks or letters that no HTTP header can carry. Use ASCII letters, digits and signs.',
  tokenNeeded: (host: string) =>
    `Other computers can reach ${host}: set a token first, with KIMIBAR_TOKEN, server.token in the config file, or --token.`,
  noPlace: {
    taken: ({ place }: Place) =>
      `Another program is using ${place}. Choose another port: kimibar serve --port 8738`,
    forbidden: ({ place, code }: Place) =>
      `The system does not let KimiBar listen at ${place} (${code}). Choose a port above 1023.`,
    'no-such-address': ({ place, code }: Place) =>
      `This computer has no address for ${place} (${code}).`,
  },
  service: {
    wrote: (path: string) => `Wrote ${path}`,
    unchanged: (path: string) => `Unchanged: ${path}`,
    removed: (path: string) => `Removed ${path}`,
    notInstalled: 'The service is not installed.',
    wouldWrite: (path: string) => `Would write ${path}:`,
    wouldRemove: (path: string) => `Would remove ${path}`,
    wouldRun: (command: string) => `Would run: ${command}`,
    ran: (command: string) => `Ran: ${command}`,
    failed: (command: string) => `Did not work: ${command}`,
    done: (address: string) => `KimiBar starts by itself from now on. Its page is at ${address}`,
    environment:
      'The service reads the config file; variables of this terminal, such as KIMI_CODE_API_KEY, do not reach it.',
    fleeting:
      'This KimiBar was started by npx, whose folder may vanish. Better first: npm install --global kimibar',
  },
};
