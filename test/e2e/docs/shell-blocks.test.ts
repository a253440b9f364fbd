import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { docBlocks, documents } from '../../support/doc-blocks.ts';
import { recipeShell } from '../recipes/recipe-shell.ts';

const skip = process.platform === 'win32' && 'needs a POSIX shell';

/** Scripts for other programs have tests of their own; the README in Chinese has the same commands. */
const leftOut = /^docs\/recipes|zh-CN/;

/** What a line says that does not end well here: without terminal, keyring, network or session. */
const otherwise: readonly (readonly [line: RegExp, exitCode: number, says: RegExp])[] = [
  [/^kimibar setup/, 64, /^kimibar setup asks questions, so it needs a terminal\./],
  [/^kimibar uninstall +#/, 64, /^This command asks before it removes anything/],
  [/^kimibar resume/, 1, /^No session of Kimi Code was stopped by a limit\./],
  [/^kimibar config set-api-key --keyring/, 64, /^No system keyring is reachable/],
  [/^kimibar notify test/, 1, /^ntfy: the service cannot be reached\n$/],
  [/^kimibar export test/, 1, /^Can't reach http:\/\/metrics\.example:8428\/\S+ \(/],
  [/^kimibar fleet /, 1, /^Can't reach https:\/\/metrics\.example\/ \(/],
  [/^kimibar guard --min-remaining 20; /, 1, /OK \(minimum 20%\)\n$/],
];

/** A home with what the documents take for granted, and programs that only say what they would do. */
async function docShell(t: TestContext) {
  const { stage, bin, run } = await recipeShell(t);
  const put = (name: string, text: string, mode = 0o644): void =>
    writeFileSync(join(stage.home, name), text, { mode });
  put('key.txt', `${demoApiKey}\n`);
  put('work-key.txt', `${workApiKey}\n`);
  const executable = 'an executable';
  put('kimibar-linux-x64', executable);
  const digest = createHash('sha256').update(executable).digest('hex');
  put('SHA256SUMS', `# KimiBar 0.1.0\n${digest}  kimibar-linux-x64\n`);
  for (const name of ['npm', 'docker', 'rsync'])
    writeFileSync(join(bin, name), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  writeFileSync(join(bin, 'ssh'), '#!/bin/sh\nshift\nexec sh -c "$*"\n', { mode: 0o755 });
  const nothing = 'http://127.0.0.1:1';
  const env = {
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    HTTP_PROXY: nothing,
    HTTPS_PROXY: nothing,
    NO_PROXY: '127.0.0.1,metrics.example',
  };
  const inHome = (line: string) => run(`cd && ${line}`, env);
  assert.equal((await inHome('kimibar config set-api-key --stdin < key.txt')).exitCode, 0);
  return inHome;
}

for (const path of documents()) {
  const blocks = leftOut.test(path) ? [] : docBlocks(path, 'sh');
  if (blocks.length === 0) continue;
  test(`${path}: every command in its shell blocks works as written`, { skip }, async (t) => {
    const run = await docShell(t);
    for (const line of blocks.flatMap(({ text }) => text.trimEnd().split('\n'))) {
      const { exitCode, stdout, stderr } = await run(line);
      const [, code = 0, says = /^/] = otherwise.find(([pattern]) => pattern.test(line)) ?? [];
      assert.equal(exitCode, code, `${line}\n${stdout}${stderr}`);
      assert.match(code === 0 ? stdout : stderr || stdout, says, line);
    }
  });
}
