import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';

const { skip, open } = ownBrowser();

test(
  'the built program: first run, key, card, live, settings, restart, outage',
  { skip },
  async (t) => {
    const stage = await setStage(t);
    const env = {
      KIMI_CODE_BASE_URL: stage.simulator.codeBaseUrl,
      KIMI_WEB_BASE_URL: stage.simulator.webBaseUrl,
    };
    const server = await startServer(t, { home: stage.home, env });
    const { page, complaints } = await open(server.address);

    await page.getByRole('heading', { name: 'Connect your Kimi account' }).waitFor();
    await page.getByLabel('API key').fill('sk-open-platform-key-0000');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Not saved: This key belongs to the Kimi Open Platform').waitFor();
    await page.getByLabel('API key').fill('two words');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Not saved: This is not an API key').waitFor();
    await page.getByLabel('API key').fill(demoApiKey);
    await page.getByRole('button', { name: 'Test and save' }).click();
    const meter = page.getByRole('meter', { name: '5-hour quota' });
    await meter.waitFor();
    await page.getByText('API key · just now').waitFor();
    assert.deepEqual(await accessProblems(page), []);

    const start = Number(await meter.getAttribute('aria-valuenow'));
    stage.simulator.use('session', 60);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.waitForFunction(
      (earlier) =>
        Number(document.querySelector('[role=meter]')?.getAttribute('aria-valuenow')) <=
        earlier - 20,
      start,
    );
    assert.ok((await page.locator('.plot svg').count()) > 0, 'the history has begun');

    await page.getByRole('link', { name: 'Settings' }).click();
    await page
      .getByRole('group', { name: 'Refresh every' })
      .getByRole('radio', { name: '15 min' })
      .check();
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.deepEqual(
      complaints.filter((text) => !text.includes('400')),
      [],
    );
    assert.equal((await server.stop()).exitCode, 0);

    const again = await startServer(t, {
      home: stage.home,
      env,
      args: ['serve', '--port', String(server.port)],
    });
    assert.equal(again.port, server.port);
    await page.reload();
    await page
      .getByRole('group', { name: 'Refresh every' })
      .getByRole('radio', { name: '15 min' })
      .and(page.locator(':checked'))
      .waitFor();
    await page.getByText(`Set, ends in …${demoApiKey.slice(-4)}`).waitFor();

    stage.simulator.setScenario('status-503');
    await page.getByRole('link', { name: 'Back to usage' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page
      .getByText(/stale · .*Kimi server error/)
      .first()
      .waitFor();
    await page.context().close();
  },
);

test('on an address that others can reach, the page asks for the token', { skip }, async (t) => {
  const stage = await setStage(t);
  const token = 'a-token-for-this-test';
  const env = { ...stage.env, KIMIBAR_TOKEN: token };
  const server = await startServer(t, {
    home: stage.home,
    env,
    args: ['serve', '--port', '0', '--host', '0.0.0.0'],
  });
  const { page } = await open(`http://127.0.0.1:${server.port}/`);
  const field = page.getByRole('textbox', { name: 'Token' });
  await field.waitFor();
  assert.deepEqual(await accessProblems(page), []);
  await field.fill('another');
  await page.keyboard.press('Enter');
  await page.getByText('That token is not correct.').waitFor();
  await field.fill(token);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('article', { name: '5-hour' }).waitFor();
  await page.context().close();
});
