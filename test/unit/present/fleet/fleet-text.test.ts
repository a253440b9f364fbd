import assert from 'node:assert/strict';
import test from 'node:test';
import type { Fleet } from '../../../../src/domain/fleet.ts';
import { fleetText } from '../../../../src/present/fleet/fleet-text.ts';
import { messagesIn } from '../../../../src/present/messages.ts';

const atMs = Date.UTC(2025, 10, 21, 13);
const fleet: Fleet = {
  atMs,
  rows: [
    {
      team: 'research',
      host: 'chen-mbp',
      account: '0',
      windows: [
        { window: 'session', usedPercent: 100, resetsAtMs: atMs + 54 * 60_000 },
        { window: 'weekly', usedPercent: 5 },
        { window: 'monthly', usedPercent: 40 },
      ],
    },
  ],
  teams: [{ team: 'research', accounts: 1, out: 1, short: 0, failing: 0 }],
  mostRoom: [],
  nextBack: [],
  silent: [],
};

for (const [width, used] of [
  [100, '5-hour 100% Weekly 5% Monthly 40%'],
  [70, '5-hour 100% Monthly 40%'],
  [62, '5-hour 100%'],
] as const)
  test(`at ${width} columns the fullest windows are shown, and no figure is cut`, () => {
    const [, row = ''] = fleetText(fleet, { width, messages: messagesIn('en') }).split('\n');
    assert.ok(row.includes(` ${used}  out, back in 54m`), row);
    assert.ok(row.length <= width);
  });

test('machines that all fell silent are listed', () => {
  const silent = [{ team: 'core', host: 'laptop' }];
  const gone: Fleet = { ...fleet, rows: [], teams: [], silent };
  const style = { width: 80, messages: messagesIn('en') };
  assert.equal(fleetText(gone, style), 'Silent machines\n  core/laptop');
  const nothing = { ...gone, silent: [] };
  assert.equal(fleetText(nothing, style), 'The engine has no account of KimiBar.');
  assert.match(fleetText(nothing, { ...style, team: 'core' }), /^core: The engine has no account/);
});

test('a page after the last one says so', () => {
  const text = fleetText({ ...fleet, rows: [] }, { width: 80, messages: messagesIn('en') });
  assert.match(text, /^There is no account on this page\.\n\nTeam /);
});
