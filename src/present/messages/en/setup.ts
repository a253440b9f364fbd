import type { PasteRefusal } from '../../../domain/pasted-credential.ts';

const refused: Record<PasteRefusal, string> = {
  empty: 'Nothing was pasted.',
  'open-platform-key':
    'This key belongs to the Kimi Open Platform (platform.kimi.com, Moonshot), which Kimi Code does not accept. Create one in the Kimi Code Console; it starts with sk-kimi-.',
  'no-session-cookie':
    "These cookies don't include a Kimi session (kimi-auth). An API key always works.",
  expired:
    'This session has already expired. Sign in on the Kimi website again and copy a new one, or use an API key.',
  unrecognised:
    'KimiBar does not recognise this. A Kimi Code API key starts with sk-kimi-; a web session is a kimi-auth token, cookie or curl command.',
};

/** Texts of `setup`. */
export const setup = {
  title: 'KimiBar setup',
  needsTerminal:
    'kimibar setup asks questions, so it needs a terminal. In scripts, use kimibar config set-api-key --stdin, or for a web session kimibar config set-cookie --stdin',
  found: 'Sign-ins on this computer',
  placeWithReason: (place: string, reason: string) => `${place}: ${reason}`,
  nothingFound: 'No sign-in found on this computer.',

  how: 'How should KimiBar sign in?',
  useFound: (place: string) => `Use the one found: ${place}`,
  openUp: 'Use the browser session',
  openUpHint: 'the system may ask for your password',
  paste: 'Paste an API key or a web session',
  pasteHint: 'key, token, cookie or curl command',
  console: 'Open the Kimi Code Console to create an API key',
  opened: (address: string) =>
    `Opened ${address} in the browser. Create a key there, copy it and come back.`,
  notOpened: (address: string) =>
    `Couldn't open a browser. Open this address, create a key and come back: ${address}`,

  /** Keys are created at `page`. */
  askPaste: (page: string) =>
    `Paste it here (input is hidden). Create a key at ${page}; press Esc to leave.`,
  characters: (count: number) => (count === 1 ? '1 character' : `${count} characters`),
  asking: (what: string) => `${what}. Testing…`,
  looking: 'Testing…',
  pasted: {
    'api-key': (hint: string) => `A Kimi Code API key (${hint})`,
    'web-session': (hint: string) => `A Kimi web session (${hint})`,
  },
  refused,
  rejected: {
    'api-key': 'Kimi rejected this API key: it is invalid or expired.',
    'web-session': 'Kimi rejected this web session: it is invalid or expired.',
  },
  nothingSaved: 'Nothing was saved.',

  outage: 'The sign-in could not be tested. What next?',
  tryAgain: 'Try again',
  saveAnyway: 'Save it anyway',
  pasteOther: 'Paste something else',

  accepted: (source: string) => `It works: ${source}`,
  saved: (path: string) => `Saved in ${path}, readable only by you.`,
  nothingToSave: 'Nothing to save: KimiBar picks up this sign-in automatically.',
  switchedOn: 'Kimi is turned on again.',
  cliLoginLasts:
    'This login works only while Kimi Code runs: it lasts 15 minutes. For status lines, guard and notifications, create an API key and paste it here: kimibar setup',
  next: `What next:
  kimibar watch: a live view
  kimibar statusline --help: one line in a status bar
  kimibar tray: an icon, and notifications`,
  done: 'Done. Run kimibar any time.',
  cancelled: 'Cancelled. Nothing was changed.',
};
