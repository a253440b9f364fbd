import assert from 'node:assert/strict';
import test from 'node:test';
import { readKeyringKeys } from '../../../../src/credentials/browsers/linux-keyring.ts';
import type { CommandResult, Commands } from '../../../../src/host/host.ts';

type Store = {
  readonly open?: readonly string[] | undefined;
  readonly locked?: readonly string[] | undefined;
  readonly defaultLocked?: boolean | undefined;
  /** What unlocks when a person is asked. */
  readonly personOpens?: readonly string[] | undefined;
  readonly busTool?: string | undefined;
  readonly noSecretTool?: boolean | undefined;
};

/** How each tool prints the two lists of `SearchItems`, and a boolean property. */
const printed: Record<
  string,
  { lists(open: boolean, locked: boolean): string; flag(value: boolean): string }
> = {
  'dbus-send': {
    lists: (open, locked) =>
      `   array [\n${open ? '      object path "/o/1"\n' : ''}   ]\n   array [\n${locked ? '      object path "/o/2"\n' : ''}   ]`,
    flag: (value) => `   variant       boolean ${value}`,
  },
  gdbus: {
    lists: (open, locked) =>
      `(${open ? "[objectpath '/o/1']" : '@ao []'}, ${locked ? "[objectpath '/o/2']" : '@ao []'})`,
    flag: (value) => `(<${value}>,)`,
  },
  busctl: {
    lists: (open, locked) =>
      JSON.stringify({ type: 'aoao', data: [open ? ['/o/1'] : [], locked ? ['/o/2'] : []] }),
    flag: (value) => JSON.stringify({ type: 'b', data: value }),
  },
};

function ran(stdout: string, exitCode = 0): CommandResult {
  return { kind: 'ran', exitCode, stdout, stderr: '' };
}

function keyStore(store: Store) {
  const asked: string[] = [];
  const commands: Commands = {
    async run(file, args) {
      const application = /(chromium|chrome|msedge|microsoft-edge)/.exec(args.join(' '))?.[1] ?? '';
      if (file === 'secret-tool') {
        if (store.noSecretTool === true) return { kind: 'not-found' };
        asked.push(application);
        const opens = [...(store.open ?? []), ...(store.personOpens ?? [])].includes(application);
        return opens ? ran(`key of ${application}`) : ran('', 1);
      }
      const tool = printed[file];
      if (tool === undefined || file !== (store.busTool ?? 'dbus-send'))
        return { kind: 'not-found' };
      if (args.some((arg) => arg.includes('Locked')))
        return ran(tool.flag(store.defaultLocked === true));
      return ran(
        tool.lists(
          store.open?.includes(application) === true,
          store.locked?.includes(application) === true,
        ),
      );
    },
  };
  return { commands, asked };
}

const ask = { mayPrompt: false, signal: new AbortController().signal };

function readWith(busTool: string, store: Store) {
  return readKeyringKeys(keyStore({ busTool, ...store }), ['chrome'], ask);
}

for (const busTool of ['dbus-send', 'gdbus', 'busctl']) {
  test(`open, locked and empty key stores are told apart by ${busTool}`, async () => {
    assert.deepEqual(await readWith(busTool, { open: ['chrome'] }), {
      kind: 'keys',
      keys: ['key of chrome'],
    });
    assert.deepEqual(await readWith(busTool, { locked: ['chrome'] }), {
      kind: 'shut',
      reason: 'keyring-locked',
    });
    assert.deepEqual(await readWith(busTool, {}), { kind: 'shut', reason: 'undecryptable' });
    assert.deepEqual(await readWith(busTool, { defaultLocked: true }), {
      kind: 'shut',
      reason: 'keyring-locked',
    });
  });
}

test('a locked key is requested only if prompting is allowed', async () => {
  const store = keyStore({ locked: ['chrome'], personOpens: ['chrome'] });
  await readKeyringKeys(store, ['chrome'], ask);
  assert.deepEqual(store.asked, []);
  const answer = await readKeyringKeys(store, ['chrome'], { ...ask, mayPrompt: true });
  assert.deepEqual(answer, { kind: 'keys', keys: ['key of chrome'] });
});

test('one refusal ends the questions', async () => {
  const store = keyStore({ locked: ['msedge', 'microsoft-edge', 'chromium'] });
  const answer = await readKeyringKeys(store, ['msedge', 'microsoft-edge', 'chromium'], {
    ...ask,
    mayPrompt: true,
  });
  assert.deepEqual(answer, { kind: 'shut', reason: 'keyring-locked' });
  assert.deepEqual(store.asked, ['msedge']);
});

test('every name a key may stand under is tried', async () => {
  const store = keyStore({ open: ['chromium', 'microsoft-edge'] });
  const answer = await readKeyringKeys(store, ['msedge', 'microsoft-edge', 'chromium'], ask);
  assert.deepEqual(answer, { kind: 'keys', keys: ['key of microsoft-edge', 'key of chromium'] });
});

test('without a session bus or without secret-tool the key store is missing', async () => {
  const missing = { kind: 'shut', reason: 'keyring-missing' };
  assert.deepEqual(await readKeyringKeys(keyStore({ busTool: 'none' }), ['chrome'], ask), missing);
  assert.deepEqual(
    await readKeyringKeys(keyStore({ open: ['chrome'], noSecretTool: true }), ['chrome'], ask),
    missing,
  );
});
