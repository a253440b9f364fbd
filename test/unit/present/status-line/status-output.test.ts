import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesIn } from '../../../../src/present/messages.ts';
import {
  statusOutput,
  type StatusOptions,
} from '../../../../src/present/status-line/status-output.ts';
import type { StatusTarget } from '../../../../src/present/status-line/status-target.ts';
import { statusView, type StatusView } from '../../../../src/present/status-line/status-view.ts';
import { nowMs, session, weekly } from '../../../support/fakes/snapshots.ts';
import { statusReading } from '../../../support/fakes/status-lines.ts';

const calm = statusView(statusReading([{ ...session, usedPercent: 20 }, weekly]), nowMs);
const short = statusView(statusReading([session, weekly]), nowMs);
const alarm = statusView(statusReading([{ ...session, usedPercent: 99.5 }]), nowMs);
const stale = statusView(
  statusReading([session], { snapshot: { fetchedAtMs: nowMs - 3_600_000 } }),
  nowMs,
);
/** Hours and minutes in the system's time zone. */
const clock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 5);
const emptyAt = clock(nowMs + 60_000);
const resetsAt = clock(session.resetsAtMs ?? 0);
const alarmLine = `Kimi 5h <1% left · empty ${emptyAt}`;
const nothing = statusView(undefined, nowMs);

function output(target: StatusTarget, view: StatusView, more: Partial<StatusOptions> = {}): string {
  const actions = {
    refresh: ['/usr/bin/node', '/opt/my tools/kimibar.cjs', 'statusline', 'refresh'],
  };
  return statusOutput(target, view, messagesIn('en'), { colour: true, actions, ...more });
}

test('tools get the line, coloured only if something is wrong', () => {
  for (const target of [
    'kimi-code',
    'claude-code',
    'tmux',
    'starship',
    'polybar',
    'plain',
  ] as const) {
    assert.equal(output(target, calm), 'Kimi 5h 80% left · 7d 90% · lasts', target);
    assert.equal(output(target, nothing), 'Kimi · no data yet', target);
    assert.equal(output(target, alarm, { colour: false }), alarmLine, target);
  }
  assert.equal(output('claude-code', alarm), `\u001B[31m${alarmLine}\u001B[0m`);
  assert.equal(output('claude-code', short).slice(0, 5), '\u001B[33m');
  assert.equal(output('tmux', alarm), `#[fg=#E5484D]${alarmLine}#[default]`);
  assert.equal(output('polybar', stale), '%{F#8A8A8A}⚠ Kimi 5h 30% left · 1h old%{F-}');
  assert.equal(output('plain', alarm), alarmLine);
});

test("waybar gets one line of JSON with Pango's signs escaped, and no percentage if it is unknown", () => {
  const text = output('waybar', alarm);
  assert.doesNotMatch(text, /\n/);
  assert.deepEqual(JSON.parse(text), {
    text: alarmLine.replace('<', '&lt;'),
    tooltip: `Enough until about ${emptyAt}.\nThen 5-hour is used up for 2h 4m, back at ${resetsAt}.\nKimi Code · Allegretto\n5-hour  &lt;1% left · resets in 2h 5m\njust now`,
    class: 'nearly-out',
    alt: 'nearly-out',
    percentage: 1,
  });
  assert.deepEqual(JSON.parse(output('waybar', nothing)), {
    text: 'Kimi · no data yet',
    tooltip: 'Kimi Code · no data yet',
    class: 'nothing',
    alt: 'nothing',
  });
});

test('i3blocks gets full text, short text and a colour', () => {
  assert.equal(output('i3blocks', calm), 'Kimi 5h 80% left · 7d 90% · lasts\n5h 80%');
  assert.equal(output('i3blocks', stale), '⚠ Kimi 5h 30% left · 1h old\n⚠ 5h 30%\n#8A8A8A');
});

test('SwiftBar gets a bar line, a menu and two actions in the xbar format', () => {
  const lines = output('swiftbar', alarm).split('\n');
  assert.deepEqual(lines, [
    `${alarmLine} | color=#E5484D`,
    '---',
    `Enough until about ${emptyAt}.`,
    `Then 5-hour is used up for 2h 4m, back at ${resetsAt}.`,
    'Kimi Code · Allegretto · just now',
    '5-hour  <1% left · resets in 2h 5m',
    '---',
    'Refresh now | bash=/usr/bin/node param1="/opt/my tools/kimibar.cjs" param2=statusline param3=refresh terminal=false refresh=true',
    'Open the Kimi Code Console | href=https://www.kimi.com/code/console',
  ]);
  // Each line is text, or text, a bar and name=value pairs.
  for (const line of lines)
    assert.match(line, /^(---|[^|]+|[^|]+ \| (\w+=("[^"]*"|[^\s"|]+))( \w+=("[^"]*"|[^\s"|]+))*)$/);
});

test("a template becomes one line with the tool's special characters escaped", () => {
  assert.equal(output('tmux', calm, { format: '#{session.left} #S\nx' }), '##80 ##S x');
  assert.equal(output('polybar', calm, { format: '%{session.left}' }), '%80');
  assert.equal(
    output('swiftbar', calm, { format: 'a | b={plan}' }).split('\n')[0],
    'a ¦ b=Allegretto',
  );
  assert.equal(
    output('plain', calm, { format: '\u001B[31m{session.left}\u0007', columns: 10 }),
    '80',
  );
  assert.equal(output('plain', nothing, { format: '{session.left}%' }), 'Kimi · no data yet');
});

test('no shell finds a command in what starship shows', () => {
  const plan = '$(reboot) `id` ${x@P} $[a] $HOME \\$(x) costs $5';
  const view = { ...calm, plan } as typeof calm;
  assert.equal(
    output('starship', view, { format: '{plan}' }),
    "$ (reboot) 'id' $ {x@P} $ [a] $ HOME \\$ (x) costs $5",
  );
});

test('a template is cut to the columns there are', () => {
  assert.equal(output('plain', calm, { format: '{line}', columns: 12 }), 'Kimi 5h 80%…');
});
