import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistorySeries } from '../../../src/domain/history.ts';
import type { Language } from '../../../src/domain/language.ts';
import { usageText } from '../../../src/present/card/usage-text.ts';
import { doctorText } from '../../../src/present/doctor-report.ts';
import { historyText } from '../../../src/present/history/history-text.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { watchFrame } from '../../../src/present/watch-frame.ts';
import { displayWidth } from '../../../src/present/words/columns.ts';
import { nowMs, outcomes } from '../../support/fakes/snapshots.ts';

const hourMs = 3_600_000;
const languages: readonly Language[] = ['en', 'zh-CN'];
const widths = Array.from({ length: 191 }, (_, index) => index + 10);
const wideEnough = 2000;

/** Numbers with their points and colons: `31`, `1:46:12`, `10.5`. */
function figuresIn(text: string): readonly string[] {
  return text.match(/\d(?:[\d.,:]*\d)?/g) ?? [];
}

/** At every width: no line is wider, and no figure is one that a wide terminal does not show. */
function checkAllWidths(draw: (width: number) => string): void {
  const known = new Set(figuresIn(draw(wideEnough)));
  for (const width of widths) {
    const text = draw(width);
    for (const line of text.split('\n'))
      assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`);
    for (const figure of figuresIn(text))
      assert.ok(known.has(figure), `${figure} is not true, at ${width} columns:\n${text}`);
  }
}

const series: readonly HistorySeries[] = (['session', 'weekly'] as const).map((windowId) => ({
  windowId,
  resetsAtMs: [nowMs - 7 * hourMs],
  samples: Array.from({ length: 24 }, (_, hour) => ({
    atMs: nowMs - (24 - hour) * hourMs,
    usedPercent: (hour * 7) % 100,
  })),
}));

for (const language of languages) {
  for (const unicode of [true, false]) {
    const style = { colour: 'none', unicode, messages: messagesIn(language), timeZone: 'UTC' };
    const look = { ...style, colour: 'none' } as const;
    const name = `${language}, ${unicode ? 'Unicode' : 'ASCII'}`;

    test(`card: narrow terminals leave parts out (${name})`, () => {
      for (const outcome of Object.values(outcomes))
        for (const meters of ['left', 'used'] as const) {
          const view = usageView(outcome, { nowMs, meters, account: 'work' });
          checkAllWidths((width) => usageText(view, { ...look, width }));
        }
    });

    test(`watch: narrow terminals leave parts out (${name})`, () => {
      for (const outcome of Object.values(outcomes)) {
        const nextRefreshAtMs = nowMs + 252_000;
        const view = usageView(outcome, { nowMs, meters: 'left', nextRefreshAtMs });
        const facts = { nowMs, view, series, refreshing: false, nextRefreshAtMs };
        checkAllWidths((width) => watchFrame(facts, { ...look, width, height: 40 }).join('\n'));
      }
    });

    test(`history: narrow terminals leave parts out (${name})`, () => {
      const range = { sinceMs: nowMs - 24 * hourMs, untilMs: nowMs, meters: 'left' } as const;
      checkAllWidths((width) => historyText(series, { ...look, ...range, width }));
    });

    test(`doctor: narrow terminals break at words (${name})`, () => {
      const findings = {
        machine: {
          version: '0.1.0',
          node: '24.21.0',
          os: 'linux',
          homeDir: '/home/alice',
          dataFolder: '/home/alice/d',
          variables: ['KIMI_API_KEY', 'NO_PROXY'],
          isKimiCodeKeyMisplaced: false,
        },
        config: { path: '/home/alice/c.json', exists: true },
        diagnosis: {
          places: [
            {
              source: 'api-key',
              state: 'absent',
              location: 'KIMI_CODE_API_KEY',
              reason: 'not-set',
            },
            { source: 'cli', state: 'absent', location: '/home/alice/k.json', reason: 'expired' },
            { source: 'browser', state: 'blocked', location: 'Chrome', reason: 'keyring-locked' },
          ],
        },
        outcome: outcomes['nothing found'],
      } as const;
      for (const width of widths.filter((columns) => columns >= 20))
        for (const line of doctorText(findings, { ...look, width }).split('\n'))
          assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`);
    });
  }
}
