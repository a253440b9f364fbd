import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInstall } from '../../src/cli/commands/statusline/install.ts';
import { withCookieSnapshot } from '../../src/credentials/cookie-snapshot.ts';
import { createNodeFiles } from '../../src/host/files/node-files.ts';
import { recordedContext } from '../support/recorded-context.ts';
import type { Writer } from './writer.ts';

/** What the user keeps in a tool's config, beside what KimiBar adds. */
const theirs = `{\n  // mine\n  "model": "k2",\n  "padding": "${'x'.repeat(50_000)}"\n}\n`;

/**
 * `statusline install`, each time with another line: the user's part, and the backup of it, stay
 * the same to the byte.
 */
export function installWriter(home: string): Writer {
  const path = join(home, '.claude', 'settings.json');
  if (!existsSync(path)) {
    mkdirSync(join(home, '.claude'), { recursive: true, mode: 0o700 });
    writeFileSync(path, theirs, { mode: 0o600 });
  }
  return {
    async write(count) {
      const { ctx, stderr } = recordedContext(home, { env: { PATH: '' } });
      const line = { format: `count ${count} {line}`, refresh: true };
      const exitCode = await runInstall(ctx, {
        target: 'claude-code',
        line,
        dryRun: false,
        force: false,
      });
      assert.equal(exitCode, 0, stderr());
    },
    read() {
      const text = readFileSync(path, 'utf8');
      const backup = `${path}.kimibar-backup`;
      if (existsSync(backup))
        assert.equal(
          readFileSync(backup, 'utf8'),
          theirs,
          'the backup is not what was there before',
        );
      assert.ok(
        text.startsWith(theirs.slice(0, theirs.lastIndexOf('"') + 1)),
        'the user’s own part has changed',
      );
      return Number(/count (\d+) /.exec(text)?.[1] ?? 0);
    },
  };
}

/**
 * Private copies of a browser's cookie store: copies do not pile up after kills, and the store
 * itself never changes.
 */
export function cookieCopyWriter(folder: string): Writer {
  const files = createNodeFiles({
    os: process.platform === 'win32' ? 'win32' : 'linux',
    tempDir: folder,
  });
  const [store, counted] = [join(folder, 'Cookies'), join(folder, 'count')];
  const cookies = 'c'.repeat(2_000_000);
  if (!existsSync(store)) writeFileSync(store, cookies, { mode: 0o600 });
  return {
    async write(count) {
      await withCookieSnapshot(files, { path: store }, () => undefined);
      await files.writePrivate(counted, String(count));
    },
    read() {
      assert.equal(readFileSync(store, 'utf8'), cookies);
      return Number(files.readText(counted) ?? 0);
    },
  };
}
