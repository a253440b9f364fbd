import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { drawFaces, faultIn } from '../../support/drawn-faces.ts';
import { testWorld } from '../../support/fakes/server-world.ts';
import { runs } from '../../support/property-runs.ts';
import { hostileOutcome } from './hostile-outcome.ts';

const nowMs = Date.UTC(2025, 10, 21, 13, 24);

test('no hostile text gets control of a terminal, status bar or hook', () => {
  fc.assert(
    fc.property(hostileOutcome, ({ outcome, account }) => {
      for (const { face, text } of drawFaces(outcome, { nowMs, account })) {
        assert.equal(faultIn(text), undefined, face);
        checkNoCommands(face, text);
        if (face.startsWith('hook ') && !face.startsWith('hook environment')) JSON.parse(text);
      }
    }),
    runs(200),
  );
});

test('no hostile text gets into a response unescaped', async () => {
  await fc.assert(
    fc.asyncProperty(hostileOutcome, async ({ outcome, account }) => {
      const world = testWorld({
        state: { enabled: true, accounts: [{ account, outcome }], refreshing: false, atMs: 0 },
      });
      for (const path of ['/usage', '/dashboard/v1/snapshot', '/api/v1/state', '/metrics']) {
        const response = await world.ask(path);
        assert.equal(response.status, 200, path);
        assert.equal(faultIn(await response.text()), undefined, path);
      }
      world.stop();
    }),
    runs(20),
  );
});

/** What each bar would take for a command: none of it may come from Kimi. */
function checkNoCommands(face: string, text: string): void {
  if (face.startsWith('statusline tmux')) assert.doesNotMatch(text.replaceAll('##', ''), /#/, text);
  if (face.startsWith('statusline polybar')) assert.doesNotMatch(text, /%\{/, text);
  if (face.startsWith('statusline waybar')) {
    const { text: line, tooltip } = JSON.parse(text) as { text: string; tooltip: string };
    assert.doesNotMatch(line + tooltip, /[<>]|&(?!(?:amp|lt|gt);)/);
  }
  // The two rows with a command are KimiBar's own.
  if (face.startsWith('statusline swiftbar'))
    assert.equal(text.split('\n').filter((line) => line.includes('|')).length, 2, text);
}
