import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runResume } from '../../../src/cli/commands/resume.ts';
import { recordedContext } from '../../support/recorded-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const records = [
  { type: 'metadata', protocol_version: '1.5' },
  { type: 'turn.prompt', origin: { kind: 'user' }, time: 1 },
  {
    type: 'turn.ended',
    agentId: 'main',
    reason: 'failed',
    error: {
      code: 'provider.auth_error',
      message: "403 You've reached your usage limit for this billing cycle.",
      name: 'APIStatusError',
      details: { statusCode: 403 },
    },
    time: 2,
  },
];

test("a session's folder cannot control the terminal", async (t) => {
  const home = tempFolder(t);
  const session = join(home, '.kimi-code', 'sessions', 'wd_work_0123456789ab', 'session_a');
  mkdirSync(join(session, 'agents', 'main'), { recursive: true });
  const cwd = join(home, 'gone\u001B]0;x\u0007\u202E\u009B31m');
  writeFileSync(join(session, 'state.json'), JSON.stringify({ id: 'session_a', version: 2, cwd }));
  const wire = join(session, 'agents', 'main', 'wire.jsonl');
  writeFileSync(wire, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const { ctx, stderr } = recordedContext(home);
  const exitCode = await runResume(ctx, { prompt: 'Go on.', maxWaitMs: 0, dryRun: false });
  assert.equal(exitCode, 1);
  assert.match(stderr(), /folder is gone: .*gone\n$/);
  assert.doesNotMatch(stderr().trimEnd(), /[\p{Cc}\p{Cf}]/u);
});
