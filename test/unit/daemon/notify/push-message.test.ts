import assert from 'node:assert/strict';
import test from 'node:test';
import { simulatedEvent } from '../../../../src/cli/commands/hooks/simulated-event.ts';
import { pushMessage } from '../../../../src/daemon/notify/push-message.ts';
import { usageEventKinds } from '../../../../src/domain/events/usage-event.ts';
import { messagesIn } from '../../../../src/present/messages.ts';

// Texts have times of the machine's zone.
process.env['TZ'] = 'UTC';
const nowMs = Date.parse('2026-11-20T12:00:00Z');

function linesIn(language: 'en' | 'zh-CN'): readonly string[] {
  return usageEventKinds.map((kind) => {
    const event = simulatedEvent(kind, undefined, nowMs);
    const { title, body } = pushMessage(event, { accountNames: false }, messagesIn(language));
    return `${title} | ${body}`;
  });
}

test('every event is a message that a phone can show on its own', () => {
  assert.deepEqual(linesIn('en'), [
    'Kimi · Weekly quota: 18% left | Resets at 16:00',
    'Kimi · Weekly quota used up | Back at 16:00',
    'Kimi · Weekly quota has been reset | 100% left · resets at 16:00',
    'Kimi · Weekly quota is back | 100% left · resets at 16:00',
    'Kimi · Weekly quota runs out about 14:00 | 2h before it resets at 16:00 · about 80% likely',
    'Signed out of Kimi | Sign-in rejected',
    'Kimi sign-in works again | Usage is up to date.',
    "Can't get Kimi usage | Kimi server error (503)",
    'Kimi usage is back | Usage is up to date.',
    'Kimi · Weekly quota drains faster | One point took 2.9M tokens; since Thu 19 Nov, 10:00 it takes 1.1M.',
  ]);
  for (const line of linesIn('zh-CN'))
    assert.match(line, /Kimi.*[\u4e00-\u9fff].* \| .*[\u4e00-\u9fff]/);
});
