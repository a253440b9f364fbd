import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import manifest from '../../../package.json' with { type: 'json' };
import { setStage } from '../../support/stage.ts';
import { ageUsage } from '../../support/status-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';
import { ownBrowser } from '../page/own-browser.ts';
import { builtBinary, noEmptyRoot } from './build-binary.ts';

const skip = process.platform !== 'linux' && 'the executable of this system is not built here';
const binary = builtBinary();
const browser = ownBrowser();

test('it runs like the npm package, and unpacks itself once', { skip }, async (t) => {
  const stage = await setStage(t);
  const env = { HOME: stage.home, LANG: 'C.UTF-8', TZ: 'UTC', ...stage.env };
  // The simulator runs in this process, so nothing may block it.
  const run = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(binary.program, args, { env })).stdout;
  assert.equal(await run('--version'), `${manifest.version}\n`);
  const card = await run('usage', '--no-color');
  assert.match(card, /^5-hour +.*61 of 200/m);
  const cache = join(stage.home, '.cache', 'kimibar');
  const [unpacked = '', ...others] = readdirSync(cache);
  assert.deepEqual(others, []);
  const licenses = {
    LICENSE: /^MIT/,
    'NODE-LICENSE.txt': /Node\.js/,
    'THIRD-PARTY-LICENSES.txt': /@clack/,
  };
  for (const [file, text] of Object.entries(licenses))
    assert.match(readFileSync(join(cache, unpacked, file), 'utf8'), text);

  // Status lines outlive upgrades: they name the executable and no folder of one version.
  assert.doesNotMatch(await run('statusline', 'print', 'claude-code'), /program-\d/);
});

/** The executable with a status line in Claude Code. The PATH has no `kimibar`. */
async function withStatusLine(t: TestContext) {
  const stage = await setStage(t);
  const env = { HOME: stage.home, PATH: '/usr/bin:/bin', NO_COLOR: '1', ...stage.env };
  const run = (args: readonly string[], cwd = stage.home) =>
    promisify(execFile)(binary.program, args, { env, cwd });
  const settings = join(stage.home, '.claude', 'settings.json');
  mkdirSync(join(stage.home, '.claude'));
  writeFileSync(settings, '{}');
  await run(['usage']);
  await run(['statusline', 'install', 'claude-code']);
  const command = JSON.parse(readFileSync(settings, 'utf8')).statusLine.command as string;
  return {
    stage,
    run,
    draw: async (): Promise<string> =>
      (await promisify(execFile)('sh', ['-c', command], { env })).stdout,
  };
}

test('its status line refreshes stale usage', { skip }, async (t) => {
  const { stage, run, draw } = await withStatusLine(t);
  assert.match(await draw(), /^Kimi 5h 30% left/);
  ageUsage(stage, 722_000);
  await run(['config', 'set', 'tray.title', 'percent']);
  assert.match(await draw(), /12m old/);
  await until(() => stage.asked('usages') === 2, 'a refresh');
});

test('no folder in which it runs changes its status line', { skip }, async (t) => {
  const { stage, run, draw } = await withStatusLine(t);
  const folder = join(stage.home, 'a clone');
  mkdirSync(folder);
  writeFileSync(join(folder, 'statusline.sh'), 'echo changed\n');
  await run(['usage', '--refresh'], folder);
  await run(['config', 'set', 'tray.title', 'percent'], folder);
  assert.match(await draw(), /^Kimi 5h/);
});

test(
  'on a Debian without Node, the card and the page appear',
  { skip: skip || noEmptyRoot || browser.skip },
  async (t) => {
    const system = binary.emptySystem();
    copyFileSync(binary.program, join(system, 'usr', 'local', 'bin', 'kimibar'));
    assert.equal(existsSync(join(system, 'usr', 'bin', 'node')), false);
    const inside = (...args: readonly string[]): readonly string[] => [
      system,
      'env',
      '-i',
      'HOME=/root',
      'PATH=/usr/local/bin:/usr/bin:/bin',
      'LANG=C.UTF-8',
      ...args,
    ];
    const card = execFileSync('chroot', inside('kimibar', 'demo', '--no-color'), {
      encoding: 'utf8',
    });
    assert.match(card, /^5-hour /m);

    const child = spawn('chroot', inside('kimibar', 'demo', '--serve', '--port', '0'), {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    t.after(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /http:\/\/\S+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
      void ended.then(() => reject(new Error(said)));
    });
    const { page } = await browser.open(address);
    await page.getByRole('heading', { name: '5-hour' }).first().waitFor();
  },
);

test('the Debian package installs, runs and leaves nothing', { skip: skip || noEmptyRoot }, () => {
  const system = binary.emptySystem();
  copyFileSync(binary.debianPackage(), join(system, 'tmp', 'kimibar.deb'));
  const run = (command: string): string =>
    execFileSync(
      'chroot',
      [
        system,
        'env',
        '-i',
        'HOME=/root',
        'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
        'sh',
        '-c',
        command,
      ],
      { encoding: 'utf8' },
    );
  run('dpkg -i /tmp/kimibar.deb');
  assert.match(run('kimibar demo --no-color'), /^5-hour /m);
  assert.match(run('cat /usr/share/bash-completion/completions/kimibar'), /kimibar/);
  run('dpkg -P kimibar');
  assert.equal(run("find /usr -name '*kimibar*'"), '');
});

test('it uninstalls all but itself, and says which file it is', { skip }, (t) => {
  const home = tempFolder(t);
  const run = (...args: readonly string[]): string =>
    execFileSync(binary.program, args, { env: { HOME: home, LANG: 'C.UTF-8' }, encoding: 'utf8' });
  run('config', 'set', 'refresh.cadence', '15');
  assert.equal(
    run('uninstall', '--yes').trimEnd().split('\n').at(-1),
    `Now delete the program itself: ${binary.program}`,
  );
  const left = readdirSync(home, { recursive: true, withFileTypes: true });
  assert.deepEqual(
    left.filter((entry) => entry.isFile()),
    [],
  );
});

test('an unpacked folder that others can change is not used', { skip }, (t) => {
  const home = tempFolder(t);
  const env = { HOME: home, LANG: 'C.UTF-8' };
  execFileSync(binary.program, ['config', 'path'], { env });
  const cache = join(home, '.cache', 'kimibar');
  const [name = ''] = readdirSync(cache);
  execFileSync('chmod', ['777', join(cache, name)]);
  writeFileSync(join(cache, name, 'kimibar.cjs'), 'console.log("changed")');
  assert.doesNotMatch(
    execFileSync(binary.program, ['--version'], { env, encoding: 'utf8' }),
    /changed/,
  );
});
