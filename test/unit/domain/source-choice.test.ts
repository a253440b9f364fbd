import assert from 'node:assert/strict';
import test from 'node:test';
import { attemptSources } from '../../../src/domain/attempt.ts';
import { sourceChoices } from '../../../src/domain/setting-choices.ts';
import { isChosen, isWebSource } from '../../../src/domain/source-choice.ts';

const chosen = {
  auto: attemptSources,
  api: ['api-key', 'opencode'],
  cli: ['cli'],
  web: ['manual-cookie', 'env-token', 'desktop', 'browser'],
} as const;

for (const choice of sourceChoices) {
  test(`--source ${choice} tries ${chosen[choice].join(', ')}`, () => {
    assert.deepEqual(
      attemptSources.filter((source) => isChosen(source, choice)),
      chosen[choice],
    );
  });
}

test('web sessions are those that --source web tries', () => {
  assert.deepEqual(
    attemptSources.filter((source) => isWebSource(source)),
    chosen.web,
  );
});
