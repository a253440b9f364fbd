import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';
import { programPath } from '../../support/run-program.ts';

const launcher = readFileSync(programPath, 'utf8');

/**
 * Runs the launcher as that version of Node would. Returns its output and whether it started the
 * program.
 */
function launchOn(version: string): {
  said: string;
  exitCode: number | undefined;
  loaded: readonly string[];
} {
  let said = '';
  const loaded: string[] = [];
  const fakeProcess: {
    versions: { node: string };
    argv: string[];
    stderr: object;
    once: () => void;
    exitCode?: number | undefined;
  } = {
    versions: { node: version },
    argv: ['node', 'kimibar'],
    stderr: { write: (text: string) => void (said += text) },
    once: () => {},
  };
  const require = (name: string) => {
    loaded.push(name);
    return { enableCompileCache: () => {}, existsSync: () => true };
  };
  vm.runInNewContext(launcher.replace(/^#!.*/, ''), {
    process: fakeProcess,
    require,
    ['__dirname']: '/somewhere',
    module: { exports: {} },
  });
  return { said, exitCode: fakeProcess.exitCode, loaded };
}

for (const version of ['0.12.18', '4.9.1', '10.24.1', '18.20.8', '20.20.2', '21.7.3', '22.12.0']) {
  test(`Node ${version} prints which version is needed`, () => {
    const { said, exitCode, loaded } = launchOn(version);
    assert.equal(
      said,
      `KimiBar needs Node.js 22.13 or newer (this is ${version}). Try: npx -p node@24 -p kimibar kimibar\n`,
    );
    assert.equal(exitCode, 1);
    assert.deepEqual(loaded, [], 'nothing is loaded that it could not parse');
  });
}

for (const version of ['22.13.0', '22.20.0', '23.0.0', '24.21.0', '100.0.0']) {
  test(`Node ${version} runs the program`, () => {
    const { said, exitCode, loaded } = launchOn(version);
    assert.deepEqual([said, exitCode], ['', undefined]);
    assert.deepEqual(loaded, ['node:fs', 'node:module', './main.cjs']);
  });
}

test('even the oldest versions of Node can parse it', () => {
  const code = launcher
    .replace(/^#!.*/, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
  assert.doesNotMatch(
    code,
    /=>|`|\b(?:const|let|class|async|await|import|export|of)\b|\?\.|\?\?|\*\*|\.\.\./,
  );
});
