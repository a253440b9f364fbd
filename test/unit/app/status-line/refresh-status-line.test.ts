import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { refreshStatusLine } from '../../../../src/app/status-line/refresh-status-line.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights } from '../../../support/this-system.ts';

test(
  'a folder that is not safe to write into is logged, not thrown, and stays empty',
  { skip: noFileRights },
  async (t) => {
    const home = tempFolder(t);
    const readings = join(home, 'readings');
    mkdirSync(readings);
    chmodSync(readings, 0o777);
    const logged: string[] = [];
    const log = { debug: (message: string) => void logged.push(message) };
    // Nothing listens there: the refresh itself fails, which is to be kept, too.
    const env = {
      HOME: home,
      KIMIBAR_DATA_DIR: home,
      KIMI_CODE_API_KEY: 'sk-kimi-x',
      KIMI_CODE_BASE_URL: 'http://127.0.0.1:1',
    };
    await refreshStatusLine(createNodeHost({ env, log }), {
      isForced: true,
      signal: new AbortController().signal,
    });
    assert.ok(logged.includes('the usage could not be saved for status lines'), logged.join('\n'));
    assert.deepEqual(readdirSync(readings), []);
  },
);
