import { foundSignIns, type FoundSignIn } from '../../../present/found-sign-ins.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { Choice } from '../../terminal/dialogue.ts';
import { loginPages } from '../login.ts';
import type { Guide } from './guide.ts';

/** How the person wants to sign in: with what is there, with a browser session that only they can open, or with a paste. */
export type Way = 'found' | 'open-up' | 'paste' | 'console';

/** Shows what was found on this machine and asks how to go on. Prompts for no password. */
export async function chooseWay({ context, app, dialogue }: Guide): Promise<Way> {
  const { messages, signal } = context;
  const { setup } = messages;
  const diagnosis = await app.diagnose({ mayPrompt: false, signal });
  const found = foundSignIns(diagnosis, messages);
  dialogue.say(
    'good',
    found.length === 0
      ? setup.nothingFound
      : [
          setup.found,
          ...found.map((one) => foundLines(one, context.terminal.unicode, messages)),
        ].join('\n'),
  );
  const usable = found.find(({ state }) => state === 'usable');
  const isShut = diagnosis.places.some(
    ({ source, ...place }) =>
      source === 'browser' &&
      place.state === 'blocked' &&
      ['needs-person', 'keyring-locked', 'keychain-denied'].includes(place.reason),
  );
  const choices: readonly Choice<Way>[] = [
    ...(usable === undefined
      ? []
      : [{ value: 'found', label: setup.useFound(usable.place) } as const]),
    ...(isShut ? [{ value: 'open-up', label: setup.openUp, hint: setup.openUpHint } as const] : []),
    { value: 'paste', label: setup.paste, hint: setup.pasteHint },
    {
      value: 'console',
      label: setup.console,
      hint: loginPages.console.host + loginPages.console.pathname,
    },
  ];
  return dialogue.choose(setup.how, choices);
}

function foundLines(
  { state, place, reason, todo }: FoundSignIn,
  unicode: boolean,
  { setup }: Messages,
): string {
  const mark = { usable: unicode ? '✓' : '+', shut: '!', spent: unicode ? '·' : '-' }[state];
  return [
    `${mark} ${reason === undefined ? place : setup.placeWithReason(place, reason)}`,
    ...(todo === undefined ? [] : [`  ${todo}`]),
  ].join('\n');
}
