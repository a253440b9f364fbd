import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { configFileIn } from '../../support/config-file-in.ts';
import {
  accessToken,
  signingSecret,
  startPushServices,
} from '../../support/fakes/push-services.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';

const { skip, open } = ownBrowser();

test('push targets are added, tested and removed on the page', { skip }, async (t) => {
  const services = await startPushServices(t);
  const stage = await setStage(t, { key: demoApiKey });
  const server = await startServer(t, { home: stage.home, env: stage.env });
  const { page, complaints } = await open(`${server.address}#/settings`);
  const group = page.getByRole('region', { name: 'Phone and chat' });
  const field = (label: string) => group.getByLabel(label, { exact: true });
  const add = group.getByRole('button', { name: 'Add', exact: true });
  const target = (name: string) =>
    group.locator('.push-target', { has: page.getByText(name, { exact: true }) });

  await group.getByText('Add a target').click();
  await add.click();
  await group.getByText('Not saved: The address must be').waitFor();
  await field('Address').fill('http://example.com/topic');
  await add.click();
  await group.getByText('Not saved: The address must be').waitFor();
  await field('Address').fill(`${services.root}/ntfy/topic-4711`);
  await field('Token').fill(accessToken);
  await field('Name').fill('phone');
  await add.click();
  await target('phone').waitFor();

  await field('Service').selectOption('dingtalk');
  await field('Address').fill(`${services.root}/robot/send?access_token=d-4711`);
  await field('Signing secret').fill('wrong');
  await add.click();
  await target('dingtalk').waitFor();
  await field('Service').selectOption('telegram');
  await field("Bot's token").fill('123456:bot-token');
  await field('Name').fill('phone');
  await field('Chat').fill('@me');
  await add.click();
  await group.getByText('There is already a target named phone').waitFor();
  assert.deepEqual(await accessProblems(page), []);

  await target('phone').getByRole('button', { name: 'Send a test' }).click();
  await target('phone').getByText('sent', { exact: true }).waitFor();
  assert.ok(
    services.received.some(
      ({ service, text }) => service === 'ntfy' && text.startsWith('KimiBar test message\n'),
    ),
  );
  await target('dingtalk').getByRole('button', { name: 'Send a test' }).click();
  await target('dingtalk').getByText('check the signing secret').waitFor();
  if (process.env['SHOT'] !== undefined) await group.screenshot({ path: process.env['SHOT'] });

  const text = await (await server.get('/api/v1/settings')).text();
  assert.ok(text.includes('"hint":"…4711"'));
  for (const secret of [accessToken, signingSecret, services.root])
    assert.ok(!text.includes(secret));

  await target('dingtalk').getByRole('button', { name: 'Remove' }).press('Enter');
  await target('dingtalk').getByText('Remove dingtalk?').waitFor();
  await target('dingtalk').locator('.question button:focus').waitFor();
  await target('dingtalk').getByRole('button', { name: 'Keep' }).press('Enter');
  await target('dingtalk').locator('button:focus', { hasText: 'Remove' }).press('Enter');
  await target('dingtalk').locator('.question button:focus').press('Enter');
  await target('dingtalk').waitFor({ state: 'detached' });
  await group.locator('h2:focus').waitFor();
  const { notifications } = JSON.parse(readFileSync(configFileIn(stage.home), 'utf8')) as {
    notifications: unknown;
  };
  assert.deepEqual(notifications, {
    targets: [
      {
        name: 'phone',
        kind: 'ntfy',
        secretUrl: `${services.root}/ntfy/topic-4711`,
        token: accessToken,
      },
    ],
  });
  assert.deepEqual(
    complaints.filter((line) => !line.includes('400')),
    [],
  );
  await page.context().close();
});
