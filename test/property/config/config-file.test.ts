import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { changeText } from '../../../src/config/change-text.ts';
import { findConfigProblems } from '../../../src/config/config-problems.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Host } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { configText } from './wild-configs.ts';
import { runs } from '../../support/property-runs.ts';

test('loading any file returns settings or a failure with a position and without a value', async () => {
  await fc.assert(
    fc.asyncProperty(configText, async (text) => {
      const loaded = await loadSettings(hostWith(text), { path: '/config.json' }).catch(
        (error: unknown) => error,
      );
      if (!(loaded instanceof Failure))
        return assert.ok(
          typeof loaded === 'object' && loaded !== null && 'settings' in loaded,
          String(loaded),
        );
      assert.equal(loaded.kind, 'invalid-config');
      assert.match(loaded.detail?.subject ?? '', /^\/config\.json:\d+:\d+ \(.+\)$/);
      assert.doesNotMatch(loaded.message, /CANARY/);
      const problems = await findConfigProblems(text);
      assert.ok(problems.some(({ issue }) => issue.severity === 'error'));
    }),
    runs(2000),
  );
});

const keys = fc.constantFrom('a', 'b', '__proto', 'display', 'sk');
const objects = fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 }));

test('a change affects only its own key, in any layout', () => {
  fc.assert(
    fc.property(
      objects,
      keys,
      fc.jsonValue(),
      fc.constantFrom(undefined, 2, 4, '\t'),
      fc.constantFrom('\n', '\r\n'),
      (config, key, value, indent, eol) => {
        const text = JSON.stringify(config, null, indent).replaceAll('\n', eol);
        const expected = JSON.parse(JSON.stringify({ ...config, [key]: value }));
        assert.deepEqual(JSON.parse(changeText(text, [{ keys: [key], value }])), expected);
        const { [key]: _, ...without } = expected;
        assert.deepEqual(
          JSON.parse(changeText(text, [{ keys: [key], value: undefined }])),
          without,
        );
      },
    ),
    runs(1000),
  );
});

function hostWith(text: string): Pick<Host, 'files' | 'env' | 'platform'> {
  const host = createNodeHost({ env: {} });
  const facts = () => ({ kind: 'file', sizeBytes: text.length, modifiedAtMs: 0 }) as const;
  return { ...host, files: { ...host.files, facts, readText: () => text } };
}
