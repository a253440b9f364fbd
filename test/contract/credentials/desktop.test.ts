import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { createKimiDesktopSource } from '../../../src/credentials/kimi-desktop-source.ts';
import { quietAsk, tokenOf } from './found-token.ts';
import { casesOf } from './kimi-case.ts';
import { inTemporaryHome } from './temporary-home.ts';

type DesktopInput = {
  readonly path: string;
  readonly schema: string;
  readonly rows: readonly (readonly [string, string, string, number])[];
  readonly journal_mode?: string | undefined;
  readonly writer_open?: boolean | undefined;
};

for (const { id, title, input, expected } of casesOf<DesktopInput, { readonly token: string }>(
  'desktop_cookie_db',
)) {
  test(`${id} ${title}`, async () => {
    await inTemporaryHome({ os: 'darwin' }, async ({ host, homeDir, picture }) => {
      const path = input.path.replace('~', homeDir);
      mkdirSync(dirname(path), { recursive: true });
      const writer = new DatabaseSync(path);
      writer.exec(`PRAGMA journal_mode=${input.journal_mode ?? 'DELETE'}; ${input.schema}`);
      const insert = writer.prepare(
        'INSERT INTO cookies (host_key, name, value, last_access_utc) VALUES (?, ?, ?, ?)',
      );
      for (const row of input.rows) insert.run(...row);
      if (input.writer_open !== true) writer.close();
      const sideFiles =
        input.writer_open === true ? ['Cookies', 'Cookies-shm', 'Cookies-wal'] : ['Cookies'];
      assert.deepEqual(readdirSync(dirname(path)).toSorted(), sideFiles);
      const before = picture();
      assert.equal(
        tokenOf(await createKimiDesktopSource(host, 'mainland').find(quietAsk)),
        expected.token,
      );
      assert.deepEqual(
        picture(),
        before,
        'the folder is as it was, file for file and byte for byte',
      );
      if (writer.isOpen) writer.close();
    });
  });
}
