import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { notifyKinds } from '../../../src/domain/notify-target.ts';
import { configFileIn } from '../../support/config-file-in.ts';
import {
  accessToken,
  pushAddress,
  signingSecret,
  startPushServices,
} from '../../support/fakes/push-services.ts';
import { setStage } from '../../support/stage.ts';

test('every kind of target is added, listed without secrets, tested and removed', async (t) => {
  const services = await startPushServices(t);
  const stage = await setStage(t);
  for (const kind of notifyKinds) {
    const added = await stage.run(['notify', 'add', kind, ...pushAddress(services.root, kind)]);
    assert.deepEqual(
      [added.exitCode, added.stdout, added.stderr],
      [0, `Added ${kind}. Try it: kimibar notify test ${kind}\n`, ''],
    );
  }
  const tested = await stage.run(['notify', 'test']);
  assert.equal(tested.stdout, notifyKinds.map((kind) => `${kind}: sent\n`).join(''));
  assert.equal(tested.exitCode, 0);
  const texts = Object.fromEntries(services.received.map(({ service, text }) => [service, text]));
  assert.deepEqual(Object.keys(texts).toSorted(), [...notifyKinds].toSorted());
  for (const kind of notifyKinds) assert.match(texts[kind] ?? '', /KimiBar test message/);

  for (const args of [
    ['notify', 'list'],
    ['notify', 'list', '--json'],
    ['config', 'dump'],
    ['config', 'show'],
  ]) {
    const { stdout, stderr } = await stage.run(args);
    assert.doesNotMatch(
      stdout + stderr,
      new RegExp(`${signingSecret}|${accessToken}|(?<![…-])4711|bot-token`),
    );
  }
  const [first] = JSON.parse((await stage.run(['notify', 'list', '--json'])).stdout);
  assert.deepEqual(first, {
    name: 'ntfy',
    kind: 'ntfy',
    url: { set: true, hint: '…4711' },
    token: { set: true, hint: '…cdef' },
    accountNames: false,
  });

  for (const kind of notifyKinds)
    assert.equal((await stage.run(['notify', 'remove', kind])).stdout, `Removed ${kind}.\n`);
  assert.deepEqual(JSON.parse(readFileSync(configFileIn(stage.home), 'utf8')).notifications, {});
});

test('secrets come from stdin, line by line', async (t) => {
  const services = await startPushServices(t);
  const stage = await setStage(t);
  const [, url = '', , secret = ''] = pushAddress(services.root, 'dingtalk');
  const added = await stage.run(['notify', 'add', 'dingtalk', '--name', 'team', '--stdin'], {
    stdin: `${url}\n${secret}\n`,
  });
  assert.equal(added.stdout, 'Added team. Try it: kimibar notify test team\n');
  assert.equal((await stage.run(['notify', 'test', 'team'])).stdout, 'team: sent\n');
});

test('a rejected message says what to check', async (t) => {
  const services = await startPushServices(t);
  const stage = await setStage(t);
  const url = `${services.root}/robot/send?access_token=d-4711`;
  await stage.run(['notify', 'add', 'dingtalk', '--url', url, '--secret', 'SECwrong']);
  const tested = await stage.run(['notify', 'test', 'dingtalk']);
  assert.equal(tested.exitCode, 1);
  assert.match(tested.stdout, /^dingtalk: rejected \(310000\): check the signing secret/);
  const record = JSON.parse((await stage.run(['notify', 'test', '--json'])).stdout);
  assert.deepEqual(record, [{ name: 'dingtalk', kind: 'rejected', code: '310000' }]);
});

test('a service that only redirects has not got the message', async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const stage = await setStage(t);
  await stage.run(['notify', 'add', 'slack', '--url', `http://127.0.0.1:${port}/hook`]);
  const { exitCode, stdout } = await stage.run(['notify', 'test']);
  assert.deepEqual([exitCode, stdout], [1, 'slack: rejected (HTTP 3xx): check the address\n']);
});

test('behind a proxy that is down, nothing was sent', async (t) => {
  const stage = await setStage(t);
  await stage.run(['notify', 'add', 'ntfy', '--url', 'https://ntfy.example/topic']);
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };
  const { exitCode, stdout } = await stage.run(['notify', 'test'], { env });
  assert.deepEqual([exitCode, stdout], [1, 'ntfy: the service cannot be reached\n']);
});

test('bad arguments change nothing', async (t) => {
  const stage = await setStage(t);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['add', 'slak', '--url', 'https://x.example/'], /Did you mean slack\?/],
    [['add', 'slack'], /Missing url for slack\. Pass --url, or pipe it with --stdin\./],
    [['add', 'slack', '--url', 'http://hooks.example/x'], /Invalid --url: expected an https/],
    [['add', 'slack', '--url', 'https://user:pw@hooks.example/x'], /Invalid --url/],
    [['add', 'telegram', '--token', 't'], /Invalid/],
    [['add', 'slack', '--url', 'https://x.example/', '--name', '../x'], /A name has up to 32/],
    [['add', 'slack', '--url', 'https://x.example/', '--events', 'low'], /Unknown event/],
    [['add', 'slack', '--url', 'https://x.example/', '--quiet-hours', '9'], /Quiet hours are/],
    [['remove', 'slack'], /There is no target named slack\./],
    [['test', 'slack'], /There is no target named slack\./],
  ];
  for (const [args, message] of cases) {
    const run = await stage.run(['notify', ...args]);
    assert.equal(run.exitCode, 64, args.join(' '));
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trim().split('\n').length, 1);
  }
  assert.throws(() => readFileSync(join(stage.home, '.config', 'kimibar', 'config.json')));
});
