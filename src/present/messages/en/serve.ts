type Place = { readonly place: string; readonly code: string };

/** Texts of `serve`, `serve install` and `serve uninstall`. */
export const serve = {
  running: ({ address, version }: { address: string; version: string }) =>
    `KimiBar ${version} is running at ${address} (press Ctrl-C to stop)`,
  alreadyRunning: ({ address, version }: { address: string; version: string }) =>
    `KimiBar ${version} is already running at ${address}`,
  notOpened: (address: string) => `Couldn't open a browser. The page is at ${address}`,
  blankToken: 'The token is blank. Set one that is hard to guess, or none at all.',
  unsendableToken:
    'The token contains spaces or characters not allowed in an HTTP header. Use ASCII letters, digits and symbols.',
  shortToken:
    'The token is too short: others could guess it. Use at least 16 characters, for example from: openssl rand -base64 24',
  unusableHost: (host: string) =>
    `Cannot serve at "${host}". Use a host name or an IP address without a zone.`,
  tokenNeeded: (host: string) =>
    `Other computers can reach ${host}: set a token first, with KIMIBAR_TOKEN, server.token in the config file, or --token.`,
  bindProblem: {
    taken: ({ place }: Place) =>
      `Another program is using ${place}. Choose another port: kimibar serve --port 8738`,
    forbidden: ({ place, code }: Place) =>
      `The system does not allow KimiBar to listen at ${place} (${code}). Choose a port above 1023.`,
    'no-such-address': ({ place, code }: Place) =>
      `This computer has no address for ${place} (${code}).`,
  },
  service: {
    notWritten: ({ path, why }: { path: string; why: string }) =>
      `Can't write ${path} (${why}). The service was not installed.`,
    notRemoved: ({ path, why }: { path: string; why: string }) => `Can't remove ${path} (${why}).`,
    masked: (command: string) =>
      `The service is masked, so it was not installed. To allow it, run: ${command}`,
    wrote: (path: string) => `Wrote ${path}`,
    unchanged: (path: string) => `Unchanged: ${path}`,
    removed: (path: string) => `Removed ${path}`,
    notInstalled: 'The service is not installed.',
    wouldWrite: (path: string) => `Would write ${path}:`,
    wouldRemove: (path: string) => `Would remove ${path}`,
    wouldRun: (command: string) => `Would run: ${command}`,
    ran: (command: string) => `Ran: ${command}`,
    failed: (command: string) => `Failed: ${command}`,
    done: (address: string) => `KimiBar will now start at login. Its page is at ${address}`,
    environment:
      'The service reads the config file; keys and proxies in variables of this terminal, such as KIMI_CODE_API_KEY, are not passed on.',
  },
};
