import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kimiCodeActiveAtMs } from '../../../src/daemon/kimi-code-activity.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the latest folder time in sessions says when Kimi Code was active; no file is opened', (t) => {
  const home = tempFolder(t);
  const host = createNodeHost({ env: { KIMI_CODE_HOME: home } });
  assert.equal(kimiCodeActiveAtMs(host), undefined);
  const folders = [
    'sessions',
    'sessions/wd_a_1',
    'sessions/wd_a_1/session_1',
    'sessions/wd_a_1/session_1/agents',
    'sessions/wd_a_1/session_1/agents/main',
  ];
  for (const folder of folders) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'sessions/wd_a_1/session_1/agents/main/wire.jsonl'), '');
  for (const [index, folder] of folders.entries())
    utimesSync(join(home, folder), 1000, 1000 + index);
  assert.equal(
    kimiCodeActiveAtMs({
      ...host,
      files: { ...host.files, readText: () => assert.fail('a file was read') },
    }),
    1003_000,
  );
  utimesSync(join(home, 'sessions/wd_a_1/session_1'), 1000, 5000);
  assert.equal(kimiCodeActiveAtMs(host), 5000_000);
});
