import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageApp } from '../../../../src/app/usage-app.ts';
import type { Choice, Dialogue } from '../../../../src/cli/terminal/dialogue.ts';
import { chooseWay } from '../../../../src/cli/commands/setup/choose-way.ts';
import type { Guide } from '../../../../src/cli/commands/setup/guide.ts';
import { useFound } from '../../../../src/cli/commands/setup/use-found.ts';
import type { PlaceDiagnosis } from '../../../../src/domain/diagnosis.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { fresh, session, snapshot } from '../../../support/fakes/snapshots.ts';

const sealed: PlaceDiagnosis = {
  source: 'browser',
  state: 'blocked',
  looked: 'Chrome (Default): /x',
  reason: 'needs-person',
};
const usable: PlaceDiagnosis = { source: 'browser', state: 'found', detail: 'Firefox (x)' };

/** An app that finds these places and answers so, a person who takes the first choice, and a record of what was asked for. */
function guideWith(
  t: Parameters<typeof tempFolder>[0],
  { places, outcome }: { places: readonly PlaceDiagnosis[]; outcome: UsageOutcome },
) {
  const asked: string[] = [];
  const said: string[] = [];
  const offered: string[] = [];
  const note = (what: string, { mayPrompt }: { mayPrompt: boolean }) =>
    void asked.push(`${what}${mayPrompt ? ', may prompt' : ''}`);
  const app: UsageApp = Object.assign({} as UsageApp, {
    diagnose: async (ask: { mayPrompt: boolean }) => (note('look', ask), { places }),
    listSessions: async (ask: { mayPrompt: boolean; fresh: boolean }) => (
      note(ask.fresh ? 'look anew' : 'look', ask),
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
  const guide: Guide = { context: recordedContext(tempFolder(t)).ctx, app, dialogue };
  return { guide, asked, said, offered };
}

test('a session that only the person can open is offered, and asked for only when they choose it', async (t) => {
  const { guide, asked, said, offered } = guideWith(t, {
    places: [sealed],
    outcome: fresh(snapshot([session])),
  });
  assert.equal(await chooseWay(guide), 'open-up');
  assert.deepEqual(offered, ['open-up', 'paste', 'console']);
  assert.match(said[0] ?? '', /! Browser · Chrome \(Default\): needs your password/);
  assert.deepEqual(asked, ['look']);
  assert.equal((await useFound(guide, 'open-up'))?.kind, 'fresh');
  assert.deepEqual(asked, ['look', 'look anew, may prompt', 'read, may prompt']);
});

test('where another one can be used as it is, it comes first and no password is asked for', async (t) => {
  const { guide, asked, offered } = guideWith(t, {
    places: [sealed, usable],
    outcome: fresh(snapshot([session])),
  });
  assert.equal(await chooseWay(guide), 'found');
  assert.deepEqual(offered, ['found', 'open-up', 'paste', 'console']);
  await useFound(guide, 'found');
  assert.deepEqual(asked, ['look', 'read']);
});

test('one that does not work is said so in words', async (t) => {
  const outcome: UsageOutcome = {
    kind: 'failed',
    failure: { kind: 'credential-rejected', detail: { code: 'web-token-rejected' } },
    attempts: [],
  };
  const { guide, said } = guideWith(t, { places: [usable], outcome });
  assert.equal(await useFound(guide, 'found'), undefined);
  assert.deepEqual(said, ['plain: Testing…', 'bad: Kimi auth token is invalid or expired.']);
});
