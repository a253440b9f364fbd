import assert from 'node:assert/strict';
import test from 'node:test';
import { checkPatch, patchChanges } from '../../../src/config/settings-patch.ts';
import { changeText } from '../../../src/config/change-text.ts';
import type { Failure } from '../../../src/domain/failure.ts';

const phone = { name: 'phone', kind: 'ntfy', secretUrl: 'https://ntfy.sh/topic' };
const pager = { name: 'pager', kind: 'bark', secretUrl: 'https://api.day.app/key/' };

function targetsAfter(targets: readonly unknown[], notifyTarget: unknown): unknown {
  const config = { notifications: { enabled: true, targets } };
  const text = changeText(JSON.stringify(config), [
    ...patchChanges(config, checkPatch({ notifyTarget })),
  ]);
  return (JSON.parse(text) as { notifications: { targets?: unknown } }).notifications.targets;
}

test('a target is added and removed', () => {
  const addition = { action: 'add', name: 'pager', kind: 'bark', url: pager.secretUrl };
  assert.deepEqual(targetsAfter([], addition), [pager]);
  assert.deepEqual(targetsAfter([phone], addition), [phone, pager]);
  assert.deepEqual(targetsAfter([phone, pager], { action: 'remove', name: 'phone' }), [pager]);
  assert.equal(targetsAfter([phone], { action: 'remove', name: 'phone' }), undefined);
});

test('a target that cannot be stored is refused without its secrets', () => {
  const add = { action: 'add', name: 'new', kind: 'ntfy', url: 'https://ntfy.sh/secret' };
  const chat = { action: 'add', name: 'new', kind: 'telegram', token: 'secret' };
  for (const [patch, code, subject] of [
    [{ ...add, name: 'phone' }, 'notify-target-exists', 'phone'],
    [{ ...add, name: 'A b' }, 'invalid-notify-target', 'name'],
    [{ ...add, url: 'http://ntfy.sh/secret' }, 'invalid-notify-target', 'secretUrl'],
    [{ ...add, url: undefined }, 'invalid-notify-target', 'secretUrl'],
    [{ ...chat, chat: 'me' }, 'invalid-notify-target', 'chat'],
    [chat, 'invalid-notify-target', 'chat'],
    [{ ...chat, token: undefined, chat: '@me' }, 'invalid-notify-target', 'token'],
    [{ action: 'remove', name: 'pager' }, 'unknown-notify-target', 'pager'],
    [{ ...add, secretUrl: 'x' }, 'argument', 'invalid settings: notifyTarget.secretUrl'],
    [{ action: 'add', name: 'new' }, 'invalid-notify-target', 'kind'],
  ] as const) {
    const given = JSON.parse(JSON.stringify(patch)) as unknown;
    assert.throws(
      () => targetsAfter([phone], given),
      ({ detail, message }: Failure) => {
        assert.deepEqual(detail, { code, subject });
        return !message.includes('secret') || code === 'argument';
      },
    );
  }
});
