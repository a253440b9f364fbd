import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { CommandContext } from '../../../../src/cli/command-context.ts';
import {
  runServeInstall,
  runServeUninstall,
} from '../../../../src/cli/commands/serve/serve-service.ts';
import { reportTrouble } from '../../../../src/cli/report-trouble.ts';
import type { Failure } from '../../../../src/domain/failure.ts';
import type { Files } from '../../../../src/host/host.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noFileRights, noLinks } from '../../../support/this-system.ts';

const own = { node: process.execPath, script: import.meta.filename };
const real = { dryRun: false };

/** A Linux machine whose systemctl succeeds. */
function machine(t: TestContext, files: Partial<Files> = {}) {
  const home = tempFolder(t);
  const { ctx, stdout, stderr } = recordedContext(home);
  const ran: string[] = [];
  const context: CommandContext = {
    ...ctx,
    host: {
      ...ctx.host,
      files: { ...ctx.host.files, ...files },
      platform: { ...ctx.host.platform, os: 'linux', homeDir: home },
      commands: {
        async run(file, args) {
          ran.push([file, ...args].join(' '));
          return { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };
        },
      },
    },
  };
  // Linux joins with slashes, also if this runs on Windows.
  const unit = `${home}/.config/systemd/user/kimibar.service`;
  return { context, unit, ran, stdout, stderr };
}

function failing(code: string): Pick<Files, 'writePrivate' | 'remove'> {
  const fail = (): Promise<void> => Promise.reject(Object.assign(new Error('no'), { code }));
  return { writePrivate: fail, remove: fail };
}

test('a full or read-only disk is named, nothing is registered', async (t) => {
  for (const [code, words] of [
    ['ENOSPC', 'ENOSPC: the disk is full'],
    ['EROFS', 'EROFS: the file system is read-only'],
    ['EACCES', 'EACCES: no permission'],
  ] as const) {
    const { context, unit, ran, stderr } = machine(t, failing(code));
    assert.equal(await runServeInstall(context, real, own), 1);
    assert.equal(stderr(), `Can't write ${unit} (${words}). The service was not installed.\n`);
    assert.deepEqual(ran, []);
  }
});

test(
  'what is in the place of the unit or its folder is named',
  { skip: noLinks || noFileRights },
  async (t) => {
    const obstacles: Readonly<Record<string, (unit: string) => void>> = {
      '(a folder)': (unit) => mkdirSync(unit, { recursive: true }),
      'ELOOP: a link is in its place': (unit) => {
        mkdirSync(dirname(unit), { recursive: true });
        writeFileSync(join(dirname(unit), 'mine'), '[Unit]\n');
        symlinkSync('mine', unit);
      },
      'others can write into a folder above it': (unit) => {
        const folder = dirname(dirname(unit));
        mkdirSync(folder, { recursive: true });
        chmodSync(folder, 0o777);
      },
      'a file is in the place of a folder': (unit) => {
        mkdirSync(dirname(dirname(dirname(unit))), { recursive: true });
        writeFileSync(dirname(dirname(unit)), '');
      },
    };
    for (const [words, put] of Object.entries(obstacles)) {
      const { context, unit, ran, stderr } = machine(t);
      put(unit);
      assert.equal(await runServeInstall(context, real, own), 1, words);
      assert.match(stderr(), /^Can't write .+\. The service was not installed\.\n$/);
      assert.ok(stderr().includes(words), stderr());
      assert.deepEqual(ran, []);
    }
  },
);

test(
  'a masked unit stays masked, and is not installed',
  { skip: noLinks || noFileRights },
  async (t) => {
    const { context, unit, ran, stdout, stderr } = machine(t);
    mkdirSync(dirname(unit), { recursive: true });
    symlinkSync('/dev/null', unit);
    assert.equal(await runServeInstall(context, real, own), 1);
    assert.equal(
      stderr(),
      'The service is masked, so it was not installed. To allow it, run: systemctl --user unmask kimibar.service\n',
    );
    assert.equal(await runServeUninstall(context, real, own), 0);
    assert.equal(stdout(), 'The service is not installed.\n');
    assert.deepEqual(ran, []);
    assert.ok(existsSync(unit));
  },
);

test('a unit that cannot be removed is named', async (t) => {
  const { context, unit, stderr } = machine(t, { remove: failing('EROFS').remove });
  assert.equal(await runServeInstall(context, real, own), 0);
  assert.equal(await runServeUninstall(context, real, own), 1);
  assert.equal(stderr(), `Can't remove ${unit} (EROFS: the file system is read-only).\n`);
});

test('an error of the machine is no bug of KimiBar, wherever it comes from', (t) => {
  const { ctx, stderr } = recordedContext(tempFolder(t));
  const report = (facts: object): number =>
    reportTrouble(Object.assign(new Error('no'), facts), {
      argv: [],
      messages: ctx.messages,
      terminal: ctx.terminal,
      nowMs: 0,
    });
  assert.equal(report({ code: 'ENOSPC', path: '/tmp/kimibar-demo-a' }), 1);
  assert.equal(report({ code: 'EMFILE' }), 1);
  assert.equal(report({ code: 'ERR_INVALID_ARG_TYPE' }), 70);
  assert.equal(
    stderr(),
    `Can't use /tmp/kimibar-demo-a (ENOSPC: the disk is full).\nThe system refused (EMFILE: too many open files).\n${ctx.messages.arguments.internalError}\n`,
  );
});

test('a base URL with a password is neither written nor printed', async (t) => {
  const { context, unit, ran, stdout, stderr } = machine(t);
  const host = {
    ...context.host,
    env: { ...context.host.env, KIMI_CODE_BASE_URL: 'https://user:canary@example.com/coding/v1' },
  };
  for (const dryRun of [true, false]) {
    await assert.rejects(
      runServeInstall({ ...context, host }, { dryRun }, own),
      (error: Failure) => {
        assert.equal(error.detail?.subject, 'KIMI_CODE_BASE_URL=https://…@example.com/coding/v1');
        return !JSON.stringify(error).includes('canary');
      },
    );
  }
  assert.doesNotMatch(stdout() + stderr(), /canary/);
  assert.deepEqual([existsSync(unit), ran], [false, []]);
});
