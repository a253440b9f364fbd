import assert from 'node:assert/strict';
import test from 'node:test';
import type { Language } from '../../src/domain/language.ts';
import { messagesIn } from '../../src/present/messages.ts';
import { usageText } from '../../src/present/card/usage-text.ts';
import { usageView } from '../../src/present/usage-view.ts';
import { verdictText } from '../../src/present/verdict/verdict-text.ts';
import type { ScenarioName } from '../../src/simulator/scenarios.ts';
import { usageItems } from '../../src/tray/usage-items.ts';
import { outcomeOf, scenarioNowMs } from '../support/scenario-outcome.ts';

/** What the first two lines must answer: `go` on, and the windows that decide and that wait. */
type Answer = {
  /** Can the user go on now? Undefined if KimiBar cannot know. */
  readonly canGoOn: boolean | undefined;
  /** Minutes until the first window is expected to run out. */
  readonly minutesLeft?: readonly [atLeast: number, atMost: number] | undefined;
  /** Hours until the quota is back. */
  readonly backInHours?: number | undefined;
};

const out = (backInHours: number): Answer => ({ canGoOn: false, backInHours });
const short: Answer = { canGoOn: true, minutesLeft: [60, 95], backInHours: 2 + 5 / 60 };
const unknown: Answer = { canGoOn: undefined };
const lasts: Answer = { canGoOn: true };

const answers: Readonly<Partial<Record<ScenarioName, Answer>>> = {
  everyday: short,
  'fresh-week': lasts,
  'nearly-out': lasts,
  'session-out': out(41 / 60),
  'weekly-out': out(74.5),
  'monthly-exhausted': out(144),
  overdrawn: out(28),
  'request-counts': short,
  percent: short,
  'percent-zeros-dropped': out(48),
  wallet: short,
  'ratio-pools-new': { canGoOn: true, minutesLeft: [110, 150], backInHours: 3 },
  'monthly-only': lasts,
  contradiction: out(30),
  unreliable: unknown,
  'second-catalogue': { canGoOn: true, minutesLeft: [110, 150], backInHours: 3 },
  'stats-zeros-dropped': lasts,
  'free-plan': unknown,
  'no-plan': unknown,
  'status-401': unknown,
  'status-429': unknown,
  'status-503': unknown,
  'hang-up': unknown,
};

const languages = ['en', 'zh-CN'] as const;

const openings = {
  en: { out: /^Used up\./, on: /^(Enough until|It will( probably)? last|The \w+ limit will)/ },
  'zh-CN': { out: /^已用完，/, on: /^(大约够用到|够用：|大概够用：)/ },
} as const;

/** What a reader takes from the texts alone. */
function canGoOn(text: string, language: Language): boolean | undefined {
  const { out: isOut, on: isOn } = openings[language];
  if (isOut.test(text)) return false;
  return isOn.test(text) ? true : undefined;
}

/** The time of day, or the date if that is six days away or more, as both languages write it. */
function momentPattern(atMs: number, timeZone?: string): RegExp {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(atMs);
  if (atMs - scenarioNowMs < 6 * 86_400_000)
    return new RegExp(part({ hour: '2-digit', minute: '2-digit' }));
  const [day, month] = [part({ day: 'numeric' }), part({ month: 'short' })];
  return new RegExp(`${day} ${month}|${part({ month: 'numeric' })}月${day}日`);
}

for (const [name, answer] of Object.entries(answers))
  for (const language of languages)
    test(`the first two lines answer: ${name} in ${language}`, async () => {
      const outcome = await outcomeOf(name as ScenarioName);
      const view = usageView(outcome, { nowMs: scenarioNowMs, meters: 'left' });
      const messages = messagesIn(language);
      const page = verdictText(view, messages, 'UTC');
      const card = usageText(view, {
        width: 80,
        unicode: true,
        colour: 'none',
        messages,
        timeZone: 'UTC',
      }).split('\n');
      const menu = usageItems(view, messages).flatMap((item) =>
        'label' in item ? [item.label] : [],
      );
      for (const lines of [[page.first], card.slice(1, 3), menu.slice(0, 2)])
        assert.equal(canGoOn(lines.join(' '), language), answer.canGoOn, lines.join('\n'));

      const { until, backAt } = view.verdict;
      const minutesLeft = until === undefined ? undefined : (until - scenarioNowMs) / 60_000;
      const [least, most] = answer.minutesLeft ?? [];
      if (least === undefined || most === undefined) assert.equal(minutesLeft, undefined);
      else
        assert.ok(
          minutesLeft !== undefined && minutesLeft >= least && minutesLeft <= most,
          String(minutesLeft),
        );
      const backInHours = backAt === undefined ? undefined : (backAt - scenarioNowMs) / 3_600_000;
      assert.equal(backInHours?.toFixed(2), answer.backInHours?.toFixed(2));

      // Whatever the model knows, the words say: the time to stop and the time to come back.
      for (const atMs of [until, backAt].filter((each) => each !== undefined)) {
        assert.match(page.whole, momentPattern(atMs, 'UTC'));
        assert.match(card.slice(1, 3).join(' '), momentPattern(atMs, 'UTC'));
        assert.match(menu.slice(0, 2).join(' '), momentPattern(atMs));
      }
    });
