import { accountFlag } from '../account-flag.ts';

/** Texts of `kimibar accounts`. Names are clean. */
export const accounts = {
  account: 'Account',
  plan: 'Plan',
  outlook: 'Outlook',
  /** The account without a name. */
  main: 'main',
  /** Too little is known to say whether it lasts. */
  open: 'not used up',
  /** Of a named account, which has no other sign-in. */
  noKey: 'no key',
  noData: 'no data yet',
  usedUp: (moment: string) => `used up · back ${moment}`,
  /** `span` is the time without quota before the reset. */
  empty: ({ at, span }: { at: string; span?: string | undefined }) =>
    span === undefined ? `empty ${at}` : `empty ${at}, ${span} short`,
  mostRoom: (name: string) => `Most room: ${name}.`,
  /** `at` comes with its preposition. */
  nextBack: ({ name, at }: { name: string; at: string }) => `Next back: ${name} ${at}.`,

  shownMark: '* shown by commands that name no account',
  howToAdd: 'To add an account, run: kimibar accounts add NAME --stdin',
  added: (name: string) =>
    `Accounts: added ${name}. To see its quota, run: kimibar usage${accountFlag(name)}`,
  removed: (name: string) => `Accounts: removed ${name}`,
  renamed: ({ name, newName }: { name: string; newName: string }) =>
    `Accounts: ${name} is now ${newName}`,
  isDefault: (name: string) => `Accounts: commands now show ${name} unless they name an account`,
  isMainDefault:
    'Accounts: commands now show the main account, or the first named one if it has no sign-in',
  exists: (name: string) =>
    `There is already an account named ${name}. To replace its key, run: kimibar config set-api-key${accountFlag(name)} --stdin`,
  nameTaken: (name: string) => `There is already an account named ${name}.`,
  nameReserved: (name: string) => `${name} is the main account's name. Choose another one.`,
  mainStays:
    'The main account has no entry of its own. To remove its key, run: kimibar config unset apiKey',
  /** For the key of a new account. */
  askApiKey: (name: string) => `Kimi Code API key of ${name} (not shown): `,
};
