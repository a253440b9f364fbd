import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageApp } from '../../../../src/app/usage-app.ts';
import type { Choice, Dialogue } from '../../../../src/cli/terminal/dialogue.ts';
import {
  chooseMethod,
  testFound,
  type Setup,
} from '../../../../src/cli/commands/setup/choose-method.ts';
import type { PlaceDiagnosis } from '../../../../src/domain/diagnosis.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { fresh, session, snapshot } from '../../../support/fakes/snapshots.ts';

const sealed: PlaceDiagnosis = {
  source: 'browser',
  state: 'blocked',
  location: 'Chrome (Default): /x',
  reason: 'needs-person',
};
const usable: PlaceDiagnosis = { source: 'browser', state: 'found', detail: 'Firefox (x)' };

/**
 * An app with these sources and this outcome, a user who takes the first choice, and a record of
 * the calls.
 */
function setupWith(
  t: Parameters<typeof tempFolder>[0],
  { places, outcome }: { places: readonly PlaceDiagnosis[]; outcome: UsageOutcome },
) {
  const calls: string[] = [];
  const said: string[] = [];
  const offered: string[] = [];
  const note = (what: string, { mayPrompt }: { mayPrompt: boolean }) =>
    void calls.push(`${what}${mayPrompt ? ', may prompt' : ''}`);
  const app: UsageApp = Object.assign({} as UsageApp, {
    site: 'mainland',
    diagnose: async (ask: { mayPrompt: boolean }) => (note('look', ask), { places }),
    listSessions: async (ask: { mayPrompt: boolean; fresh: boolean }) => (
      note(ask.fresh ? 'look again' : 'look', ask),
      { kind: 'listed', places: [] }
    ),
    readUsage: async (ask: { mayPrompt: boolean }) => (note('read', ask), outcome),
  });
  const dialogue: Dialogue = Object.assign({} as Dialogue, {
    say: (tone: string, text: string) => void said.push(`${tone}: ${text}`),
    choose: async <T extends string>(_question: string, choices: readonly Choice<T>[]) => {
      offered.push(...choices.map(({ value }) => value));
      return choices[0]?.value;
    },
  });
  const setup: Setup = { context: recordedContext(tempFolder(t)).ctx, app, dialogue };
  return { setup, calls, said, offered };
}

test('a session behind a password is offered, and the password asked for only once the user agrees', async (t) => {
  const { setup, calls, said, offered } = setupWith(t, {
    places: [sealed],
    outcome: fresh(snapshot([session])),
  });
  assert.equal(await chooseMethod(setup), 'unlock');
  assert.deepEqual(offered, ['unlock', 'paste', 'console']);
  assert.match(said[0] ?? '', /! Browser · Chrome \(Default\): needs your password/);
  assert.deepEqual(calls, ['look']);
  assert.equal((await testFound(setup, { mayPrompt: true }))?.kind, 'fresh');
  assert.deepEqual(calls, ['look', 'look again, may prompt', 'read, may prompt']);
});

test('a session that can be used as it is comes first, and no password is asked for', async (t) => {
  const { setup, calls, offered } = setupWith(t, {
    places: [sealed, usable],
    outcome: fresh(snapshot([session])),
  });
  assert.equal(await chooseMethod(setup), 'found');
  assert.deepEqual(offered, ['found', 'unlock', 'paste', 'console']);
  await testFound(setup, { mayPrompt: false });
  assert.deepEqual(calls, ['look', 'read']);
});

test('a session that does not work is reported with the reason', async (t) => {
  const outcome: UsageOutcome = {
    kind: 'failed',
    failure: { kind: 'credential-rejected', detail: { code: 'web-token-rejected' } },
    attempts: [],
  };
  const { setup, said } = setupWith(t, { places: [usable], outcome });
  assert.equal(await testFound(setup, { mayPrompt: false }), undefined);
  assert.deepEqual(said, ['plain: Testing…', 'bad: Kimi auth token is invalid or expired.']);
});
