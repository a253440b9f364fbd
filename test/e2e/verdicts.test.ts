import assert from 'node:assert/strict';
import test from 'node:test';
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

/** What a reader takes from the texts alone. */
function readAnswer(text: string): Pick<Answer, 'canGoOn'> {
  if (text.startsWith('Used up.')) return { canGoOn: false };
  if (/^(Enough until|It will( probably)? last|The \w+ limit will)/.test(text))
    return { canGoOn: true };
  return { canGoOn: undefined };
}

for (const [name, answer] of Object.entries(answers)) {
  test(`the first two lines answer: ${name}`, async () => {
    const outcome = await outcomeOf(name as ScenarioName);
    const view = usageView(outcome, { nowMs: scenarioNowMs, meters: 'left' });
    const messages = messagesIn('en');
    const { first } = verdictText(view, messages, 'UTC');

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
    for (const lines of [[first], card.slice(1, 3), menu.slice(0, 2)])
      assert.equal(readAnswer(lines.join(' ')).canGoOn, answer.canGoOn, lines.join('\n'));

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
      const time = new Date(atMs).toISOString().slice(11, 16);
      const [year, month, day] = new Date(atMs).toISOString().slice(0, 10).split('-');
      const isFar = atMs - scenarioNowMs >= 6 * 86_400_000;
      const said = `${card.slice(1, 3).join(' ')} ${verdictText(view, messages, 'UTC').whole}`;
      assert.ok(said.includes(isFar ? `${Number(day)} ` : time), `${year}-${month} ${said}`);
    }
  });
}
