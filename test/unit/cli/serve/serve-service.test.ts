import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  runServeInstall,
  runServeUninstall,
} from '../../../../src/cli/commands/serve/serve-service.ts';
import type { CommandContext } from '../../../../src/cli/command-context.ts';
import type { CommandResult, Env, Platform } from '../../../../src/host/host.ts';
import type { ThisProgram } from '../../../../src/host/this-program.ts';
import { recordedContext, type RecordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

type Stage = RecordedContext & { readonly home: string; readonly ran: string[] };

/** A machine of the given kind; programs are recorded instead of run. */
function machine(
  t: TestContext,
  os: Platform['os'],
  more: {
    env?: Env | undefined;
    answer?: ((line: string) => CommandResult | undefined) | undefined;
  } = {},
): Stage {
  const home = join(tempFolder(t), `home of ${quoted('Ann')} & 50% $HOME`);
  mkdirSync(home);
  const recorded = recordedContext(home, more.env === undefined ? {} : { env: more.env });
  const ran: string[] = [];
  const fine: CommandResult = { kind: 'ran', exitCode: 0, stdout: '501\n', stderr: '' };
  const ctx: CommandContext = {
    ...recorded.ctx,
    host: {
      ...recorded.ctx.host,
      platform: { ...recorded.ctx.host.platform, os, homeDir: home },
      commands: {
        async run(file, args) {
          const line = [file, ...args].join(' ');
          ran.push(line);
          return more.answer?.(line) ?? fine;
        },
      },
    },
  };
  return { ...recorded, ctx, home, ran };
}

/** No name on Windows holds a double quote. */
function quoted(name: string): string {
  return process.platform === 'win32' ? `'${name}'` : `"${name}"`;
}

/** Node and the script, in folders that need every kind of quoting. */
function own(home: string): ThisProgram {
  const script = join(home, `kimi ${quoted('bar')}`, 'kimibar.cjs');
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, '');
  return { node: process.execPath, script };
}

const dry = { dryRun: true };
const real = { dryRun: false };

test('Linux: a unit that systemd accepts, registered with systemctl', async (t) => {
  const { ctx, home, ran, stdout } = machine(t, 'linux', {
    env: { KIMIBAR_DATA_DIR: '/data of mine/100%', NODE_EXTRA_CA_CERTS: '/etc/company.pem' },
  });
  assert.equal(await runServeInstall(ctx, real, own(home)), 0);
  assert.deepEqual(ran, [
    'systemctl --user daemon-reload',
    'systemctl --user enable kimibar.service',
    'systemctl --user restart kimibar.service',
  ]);
  const path = join(home, '.config', 'systemd', 'user', 'kimibar.service');
  const unit = readFileSync(path, 'utf8');
  assert.match(
    unit,
    /^ExecStart=".*" ".*50%% \$\$HOME(?:\/kimi \\"bar\\"\/|\\\\kimi 'bar'\\\\)kimibar\.cjs" "serve"$/m,
  );
  assert.match(unit, /^Environment="KIMIBAR_DATA_DIR=\/data of mine\/100%%"$/m);
  assert.match(unit, /^Environment="NODE_EXTRA_CA_CERTS=\/etc\/company\.pem"$/m);
  assert.match(
    stdout(),
    /^Wrote .*kimibar\.service\nRan: systemctl --user daemon-reload\n[^]*Its page is at http:\/\/127\.0\.0\.1:8737\/\n/,
  );
  // A second time writes nothing but still applies it.
  assert.equal(await runServeInstall(ctx, real, own(home)), 0);
  assert.match(stdout(), /Unchanged: /);
  assert.equal(readFileSync(path, 'utf8'), unit);
});

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test(
  'systemd finds no fault with the unit',
  { skip: systemd ? false : 'systemd-analyze is not installed here' },
  async (t) => {
    const { ctx, home } = machine(t, 'linux', { env: { KIMIBAR_CONFIG: '/etc/kimi bar.json' } });
    await runServeInstall({ ...ctx, configPath: '/a path/config.json' }, real, own(home));
    // The folder of the unit must not have a name that would trip the verifier itself.
    const folder = tempFolder(t);
    const unit = join(folder, 'kimibar.service');
    writeFileSync(unit, readFileSync(join(home, '.config', 'systemd', 'user', 'kimibar.service')));
    const env = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder };
    const { status, stderr, stdout } = spawnSync(
      'systemd-analyze',
      ['--user', '--man=no', 'verify', unit],
      { env, encoding: 'utf8' },
    );
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('kimibar'));
    assert.deepEqual([status, complaints], [0, []], stderr);
  },
);

/** A file as parsed by Python's plist and XML readers. */
function readWithPython(program: string, path: string): unknown {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, path], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const python = spawnSync('python3', ['--version']).status === 0;
const skip = python ? false : 'python3 is not installed here';

test(
  'macOS: an agent that a plist reader understands, and launchctl told of it',
  { skip },
  async (t) => {
    const { ctx, home, ran } = machine(t, 'darwin', {
      answer: (line) =>
        line.includes('bootout')
          ? { kind: 'ran', exitCode: 3, stdout: '', stderr: 'no such process' }
          : undefined,
    });
    const { node, script } = own(home);
    assert.equal(
      await runServeInstall({ ...ctx, configPath: '/a & b/<config>.json' }, real, { node, script }),
      0,
    );
    const path = join(home, 'Library', 'LaunchAgents', 'app.kimibar.serve.plist');
    assert.deepEqual(ran, [
      'id -u',
      'launchctl bootout gui/501/app.kimibar.serve',
      `launchctl bootstrap gui/501 ${path}`,
    ]);
    const plist = readWithPython(
      'import plistlib,json,sys; print(json.dumps(plistlib.load(open(sys.argv[1],"rb"))))',
      path,
    ) as Record<string, unknown>;
    assert.equal(plist['Label'], 'app.kimibar.serve');
    assert.deepEqual(plist['ProgramArguments'], [
      node,
      script,
      'serve',
      '--config',
      '/a & b/<config>.json',
    ]);
    assert.deepEqual([plist['RunAtLoad'], plist['KeepAlive']], [true, { SuccessfulExit: false }]);
  },
);

test(
  'Windows: a task in well-formed XML, paths with blanks and quotes whole',
  { skip },
  async (t) => {
    const env = {
      LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local',
      USERDOMAIN: 'DESK',
      USERNAME: 'Ann & Co',
    };
    const { ctx, ran } = machine(t, 'win32', { env });
    const command = {
      node: 'C:\\Program Files\\nodejs\\node.exe',
      script: 'C:\\Users\\张三\\kimi bar\\kimibar.cjs',
    };
    // This disk knows no such paths: what would be written there goes beside.
    const path = join(tempFolder(t), 'task.xml');
    const written: string[] = [];
    const writePrivate = async (asked: string, text: string): Promise<void> => {
      written.push(asked);
      writeFileSync(path, text);
    };
    const windows = { ...ctx, host: { ...ctx.host, files: { ...ctx.host.files, writePrivate } } };
    assert.equal(await runServeInstall(windows, dry, command), 0);
    assert.equal(ran.length + written.length, 0);
    assert.equal(await runServeInstall(windows, real, command), 0);
    const file = 'C:\\Users\\Ann\\AppData\\Local\\kimibar\\kimibar-task.xml';
    assert.deepEqual(written, [file]);
    assert.deepEqual(ran, [
      'schtasks /End /TN KimiBar',
      `schtasks /Create /TN KimiBar /XML ${file} /F`,
      'schtasks /Run /TN KimiBar',
    ]);
    const texts = readWithPython(
      'import xml.etree.ElementTree as e,json,sys; print(json.dumps([[n.tag.split("}")[1],n.text] for n in e.parse(sys.argv[1]).iter()]))',
      path,
    ) as [string, string | null][];
    const text = (tag: string): string | null | undefined =>
      texts.find(([name]) => name === tag)?.[1];
    assert.equal(text('UserId'), 'DESK\\Ann & Co');
    assert.equal(text('Command'), 'conhost.exe');
    assert.equal(
      text('Arguments'),
      '--headless "C:\\Program Files\\nodejs\\node.exe" "C:\\Users\\张三\\kimi bar\\kimibar.cjs" "serve"',
    );
    assert.match(readFileSync(path, 'utf8'), /^[\0-\x7f]*$/, 'the same in every encoding');
  },
);

test('a dry run prints everything and does nothing', async (t) => {
  const { ctx, home, ran, stdout } = machine(t, 'linux');
  assert.equal(await runServeInstall(ctx, dry, own(home)), 0);
  assert.match(
    stdout(),
    /^Would write .*:\n\[Unit\][^]*Would run: systemctl --user restart kimibar\.service\n$/,
  );
  assert.equal(ran.length, 0);
  assert.equal(existsSync(join(home, '.config')), false);
});

test('uninstall stops the service and removes the file; it may be repeated', async (t) => {
  const { ctx, home, ran, stdout } = machine(t, 'linux');
  await runServeInstall(ctx, real, own(home));
  ran.length = 0;
  assert.equal(await runServeUninstall(ctx, dry, own(home)), 0);
  assert.equal(ran.length, 0);
  assert.equal(await runServeUninstall(ctx, real, own(home)), 0);
  assert.deepEqual(ran, [
    'systemctl --user disable --now kimibar.service',
    'systemctl --user daemon-reload',
  ]);
  assert.equal(existsSync(join(home, '.config', 'systemd', 'user', 'kimibar.service')), false);
  assert.equal(await runServeUninstall(ctx, real, own(home)), 0);
  assert.match(stdout(), /The service is not installed\.\n$/);
});

test('a failed step is reported, and the file stays for the next try', async (t) => {
  const stage = machine(t, 'linux', {
    answer: () => ({
      kind: 'ran',
      exitCode: 1,
      stdout: '',
      stderr: 'Failed to connect to bus\nmore',
    }),
  });
  assert.equal(await runServeInstall(stage.ctx, real, own(stage.home)), 1);
  assert.equal(
    stage.stderr(),
    'Failed: systemctl --user daemon-reload (Failed to connect to bus)\n',
  );
  const none = machine(t, 'linux', { answer: () => ({ kind: 'not-found' }) });
  assert.equal(await runServeInstall(none.ctx, real, own(none.home)), 1);
  assert.match(none.stderr(), /\(not-found\)/);
});

test('an address that the service could not serve at is refused before anything is written', async (t) => {
  const stage = machine(t, 'linux');
  const folder = join(stage.home, '.config', 'kimibar');
  mkdirSync(folder, { recursive: true });
  for (const host of ['127.0.0.999', 'fe80::1%eth0', '0.0.0.0']) {
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ version: 1, server: { host } }));
    await assert.rejects(runServeInstall(stage.ctx, { dryRun: false }, own(stage.home)), {
      kind: 'invalid-arguments',
    });
  }
  assert.deepEqual(stage.ran, []);
});
