import assert from 'node:assert/strict';
import { assertSame } from '../../support/assert-same.ts';
import test from 'node:test';
import type { SessionPlace } from '../../../src/domain/session-place.ts';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import {
  sessionListingRecord,
  sessionListingText,
} from '../../../src/present/session-listing-text.ts';

const nowMs = 1_795_000_000_000;
const chrome = { kind: 'browser', name: 'Chrome' } as const;
const places: readonly SessionPlace[] = [
  { kind: 'desktop', name: 'Kimi Desktop', state: 'session' },
  { ...chrome, profile: 'Default', state: 'keyring-locked' },
  { ...chrome, profile: '\u001B[31m工作', state: 'keyring-locked' },
  {
    kind: 'browser',
    name: 'Firefox',
    profile: 'x',
    state: 'session',
    expiresAtMs: nowMs + 90 * 60_000,
  },
  { kind: 'browser', name: 'Brave', state: 'not-found' },
];

function text(width: number, language: 'en' | 'zh-CN' = 'en', listed = places): string {
  return sessionListingText(
    { kind: 'listed', places: listed },
    { width, unicode: true, messages: messagesIn(language), nowMs },
  );
}

test('blocked sources have advice, once; columns are aligned with wide characters', () => {
  assert.equal(
    text(80),
    [
      'Kimi sessions on this computer',
      '',
      '  ✓ Kimi Desktop      signed in',
      '  ! Chrome (Default)  the keyring is locked',
      '                      Unlock the keyring, then run: kimibar cookies refresh',
      '  ! Chrome (工作)     the keyring is locked',
      '  ✓ Firefox (x)       signed in, expires in 1h 30m',
      '',
      'No profile found: Brave',
    ].join('\n'),
  );
});

test('narrow terminals wrap the advice, in both languages', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    for (const width of [50, 60, 100]) {
      const lines = text(
        width,
        language,
        places.filter(({ state }) => state !== 'session'),
      ).split('\n');
      assertSame(
        lines.filter((line) => displayWidth(line) > width),
        [],
        `${language} ${width}`,
      );
    }
  }
});

test('without any session it says how to get one', () => {
  const none: readonly SessionPlace[] = [{ ...chrome, profile: 'Default', state: 'no-session' }];
  assert.match(
    text(200, 'en', none),
    /· Chrome \(Default\) {2}no Kimi session\n\nTo get one, sign in at www\.kimi\.com .+kimibar setup$/,
  );
  assert.match(text(200, 'zh-CN', none), /没有 Kimi 网页登录\n\n如需使用，.+kimibar setup$/);
});

test('records are English and contain no values', () => {
  assertSame(sessionListingRecord({ kind: 'listed', places: places.slice(1, 2) }), {
    looked: true,
    places: [
      {
        source: 'browser',
        name: 'Chrome',
        profile: 'Default',
        state: 'keyring-locked',
        todo: 'Unlock the keyring, then run: kimibar cookies refresh',
      },
    ],
  });
});
