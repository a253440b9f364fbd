import type { PasteRefusal } from '../../../domain/pasted-credential.ts';

const refused: Record<PasteRefusal, string> = {
  empty: 'Nothing was pasted.',
  'open-platform-key':
    'This key belongs to the Kimi Open Platform (platform.kimi.com, Moonshot), which Kimi Code does not accept. Create one in the Kimi Code Console: it begins with sk-kimi-.',
  'no-session-cookie': 'These cookies hold no Kimi sign-in (kimi-auth). An API key always works.',
  expired:
    'This sign-in has already expired. Sign in again at www.kimi.com and copy a new one, or use an API key.',
  unrecognised:
    'KimiBar does not recognise this. A Kimi Code API key begins with sk-kimi-; a web session is a kimi-auth token, cookie or curl command.',
};

/** What `setup` says. */
export const setup = {
  title: 'KimiBar setup',
  needsTerminal:
    'kimibar setup asks questions and needs a terminal. Without one: kimibar config set-api-key --provider kimi --stdin, or for a web session: kimibar config set-cookie --stdin',
  found: 'Found on this computer',
  placeWithReason: (place: string, reason: string) => `${place}: ${reason}`,
  nothingFound: 'No sign-in was found on this computer.',

  how: 'How should KimiBar sign in?',
  useFound: (place: string) => `Use what was found: ${place}`,
  openUp: 'Use the browser session',
  openUpHint: 'the system may ask for your password',
  paste: 'Paste an API key or a web session',
  pasteHint: 'key, token, cookie or curl command',
  console: 'Open the Kimi Code Console to create an API key',
  opened: (address: string) =>
    `Opened ${address} in the browser. Create a key there, copy it and come back.`,
  notOpened: (address: string) =>
    `No browser could be opened here. Open this address yourself, create a key and come back: ${address}`,

  askPaste: 'Paste it here; it stays hidden',
  characters: (count: number) => (count === 1 ? '1 character' : `${count} characters`),
  asking: (what: string) => `${what}. Asking Kimi …`,
  looking: 'Asking Kimi …',
  pasted: {
    'api-key': (hint: string) => `A Kimi Code API key (${hint})`,
    'web-session': (hint: string) => `A Kimi web session (${hint})`,
  },
  refused,
  rejected: {
    'api-key': 'Kimi does not accept this API key: it is invalid or expired.',
    'web-session': 'Kimi does not accept this web session: it is invalid or expired.',
  },
  nothingSaved: 'Nothing was saved.',

  outage: 'The sign-in could not be tried out. What now?',
  tryAgain: 'Try again',
  saveAnyway: 'Save it as it is',
  pasteOther: 'Paste something else',

  accepted: (source: string) => `It works: ${source}`,
  saved: (path: string) => `Saved in ${path}, readable by you alone.`,
  nothingToSave: 'Nothing had to be saved: KimiBar finds this sign-in by itself.',
  switchedOn: 'Kimi is switched on again.',
  done: 'Done. From now on: kimibar',
  cancelled: 'Cancelled. Nothing was changed.',
};
