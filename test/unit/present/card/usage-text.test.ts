import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { displayWidth } from '../../../../src/present/words/columns.ts';
import type { Language } from '../../../../src/domain/language.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { usageText, type UsageTextOptions } from '../../../../src/present/card/usage-text.ts';
import { usageView } from '../../../../src/present/usage-view.ts';
import {
  fresh,
  monthly,
  nowMs,
  outcomes,
  session,
  snapshot,
  wallet,
  weekly,
} from '../../../support/fakes/snapshots.ts';

const plain: UsageTextOptions = {
  width: 80,
  colour: 'none',
  unicode: true,
  messages: messagesIn('en'),
  timeZone: 'UTC',
};
const facts = { nowMs, meters: 'left' } as const;

const colourCodes = /\p{Cc}\[[0-9;]*m/gu;

/** Every state at one width, as in the files of `cards/`, which show what users see. */
function sheet(width: number, language: Language): string {
  const options = { ...plain, width, messages: messagesIn(language) };
  return Object.entries(outcomes)
    .map(([state, outcome]) => `# ${state}\n${usageText(usageView(outcome, facts), options)}\n`)
    .join('\n');
}

for (const language of ['en', 'zh-CN'] as const) {
  for (const width of [40, 60, 80, 120, 200]) {
    test(`the card in ${language} at ${width} columns`, () => {
      const actual = sheet(width, language);
      assert.equal(
        actual,
        readFileSync(join(import.meta.dirname, 'cards', `${language}-${width}.txt`), 'utf8'),
      );
      const cards = actual.split('\n').filter((line) => !line.startsWith('# '));
      assert.deepEqual(
        cards.filter((line) => displayWidth(line) > width || /\s$/.test(line)),
        [],
      );
    });
  }
}

test('draws only ASCII if the terminal shows nothing else', () => {
  const card = usageText(
    usageView(
      fresh(snapshot([session, weekly, monthly], { wallet: { ...wallet, currency: 'CNY' } })),
      facts,
    ),
    {
      ...plain,
      unicode: false,
    },
  );
  assert.equal(
    card,
    [
      'Kimi Code - Allegretto                                        API key - just now',
      'Enough until about 14:40. Then 5-hour is used up for 48m, back at 15:28.',
      '',
      '5-hour    [#####-|--------]   30% left     61 of 200    resets 15:28, in 2h 5m',
      'Weekly    [######|######--]   90% left   1834 of 2048   resets Mon 15:23 - lasts',
      'Monthly   [######|--------]   45% left                  resets Wed 3 Dec - lasts',
      'Extra     CNY 100.00 left - spent CNY 50.00 of CNY 200.00 this month',
    ].join('\n'),
  );
});

test('meters of usage show used numbers, counts and levels', () => {
  const card = usageText(
    usageView(fresh(snapshot([session, weekly])), { nowMs, meters: 'used' }),
    plain,
  );
  assert.match(card, /^5-hour {4}█+▊█▌·+ {3}70% used {3}139 of 200 /m);
  assert.match(card, /^Weekly {4}█▉·+│·+ {3}10% used {3}214 of 2048 /m);
});

function linesBelow(change: object, meters: 'left' | 'used' = 'left'): string[] {
  return usageText(
    usageView(
      fresh(snapshot([{ ...weekly, usedPercent: 100, limit: 100, used: 125, ...change }])),
      { nowMs, meters },
    ),
    plain,
  )
    .split('\n')
    .slice(4);
}

test('shows how far a window is overdrawn, in its own unit', () => {
  assert.deepEqual(linesBelow({}), ['          125 of 100 used']);
  assert.deepEqual(linesBelow({ unit: 'percent' }), ['          125% used']);
  assert.deepEqual(linesBelow({}, 'used'), []);
  assert.doesNotMatch(linesBelow({ used: 1e308 }).join(''), /Infinity/);
});

function drawn(change: object, meters: 'left' | 'used' = 'left'): string {
  return usageText(usageView(fresh(snapshot([{ ...monthly, ...change }])), { nowMs, meters }), {
    ...plain,
    width: 100,
  });
}

test('the monthly meter is stacked: what Kimi Code used and what the rest of Kimi did', () => {
  assert.match(drawn({}), / █+▊█+.░+·+ {3}45% left {3}Code 25 · other 30 {3}/);
  assert.match(drawn({}, 'used'), / █+▓+[·│]+ {3}55% used {3}Code 25 · other 30 {3}/);
  const untouched = { usedPercent: 0, split: { codePercent: 0, otherPercent: 0 } };
  assert.doesNotMatch(drawn(untouched), /other|░|▓/);
});

test('shows account and plan, and dims all of stale usage', () => {
  assert.match(
    usageText(usageView(fresh(snapshot([session])), { ...facts, account: 'work' }), plain),
    /^Kimi Code · work · Allegretto /,
  );
  const stale = outcomes['stale'];
  assert.ok(stale);
  const body = usageText(usageView(stale, facts), { ...plain, colour: 'truecolor' })
    .split('\n')
    .slice(3);
  assert.deepEqual([...new Set(body.join('\n').match(colourCodes))], ['\u001B[2m', '\u001B[0m']);
});

test('colours follow severity', () => {
  const nearly = outcomes['nearly out'];
  assert.ok(nearly);
  const view = usageView(nearly, facts);
  assert.ok(usageText(view, { ...plain, colour: 'ansi16' }).includes('\u001B[31m█▏\u001B[0m'));
  assert.ok(
    usageText(view, { ...plain, colour: 'truecolor' }).includes(
      '\u001B[38;2;229;72;77m█▏\u001B[0m',
    ),
  );
  assert.doesNotMatch(usageText(view, plain), colourCodes);
  const bare = usageText(view, { ...plain, colour: 'truecolor' }).replace(colourCodes, '');
  assert.equal(bare, usageText(view, plain));
});

test('names chosen by Kimi or the user cannot control the terminal', () => {
  const hostile = snapshot(
    [
      {
        id: 'rate-unknown',
        usedPercent: 5,
        unit: 'percent',
        reliable: true,
        label: '\u001B]0;title\u0007Rate\u001B[2J\n\u202Elimit\u200B',
      },
    ],
    {
      plan: '\u009B31mAlle\rgro\u2066\u0000',
      sourceDetail: 'Chrome\t(\u001B[31mDefault)',
    },
  );
  const card = usageText(usageView(fresh(hostile), { ...facts, account: '\u001B[5mwork\u2028' }), {
    ...plain,
    width: 120,
  });
  assert.match(
    card,
    /^Kimi Code · work · Alle gro +API key · Chrome \(Default\) · just now\nNot used up\. How long it lasts is unknown\.\n\nRate limit /,
  );
  assert.doesNotMatch(card.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}]/u);
});
