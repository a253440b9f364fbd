import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoApiKey, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { accessProblems } from './check-access.ts';
import { ownBrowser } from './own-browser.ts';

const { skip, open } = ownBrowser();

test(
  'accounts are added, renamed, chosen, changed and removed on the page',
  { skip },
  async (t) => {
    const stage = await setStage(t, { key: demoApiKey });
    const server = await startServer(t, { home: stage.home, env: stage.env });
    const { page, complaints } = await open(`${server.address}#/settings`);
    const group = page.getByRole('region', { name: 'More accounts' });
    const save = group.getByRole('button', { name: 'Test and save' }).last();
    const newKey = group.getByLabel('Key of the new account');

    await newKey.fill(workApiKey);
    await save.click();
    await group.getByText('Give the account a name first.').waitFor();
    await group.getByLabel('Add an account').fill('👩\u200d💻');
    await save.click();
    await group.getByText('Account names must be one short line').waitFor();
    for (const name of ['work', 'side job']) {
      await group.getByLabel('Add an account').fill(name);
      await newKey.fill(name === 'work' ? workApiKey : demoApiKey);
      await save.click();
      await group.locator('summary', { hasText: name }).waitFor();
    }
    await group.getByLabel('Shown first').selectOption('work');
    await group.getByText('Saved', { exact: true }).waitFor();

    const work = group.locator('details', { has: page.locator('summary', { hasText: 'work' }) });
    await work.locator('summary').click();
    assert.deepEqual(await accessProblems(page), []);
    await work
      .getByRole('group', { name: 'Region' })
      .getByRole('radio', { name: 'kimi.com' })
      .check();
    await work.getByLabel('Name').fill('side job');
    await work.getByRole('button', { name: 'Rename' }).click();
    await work.getByText('There is already an account named side job').waitFor();
    await work.getByLabel('Name').fill('office');
    await work.getByRole('button', { name: 'Rename' }).click();
    const office = group.locator('details', {
      has: page.locator('summary', { hasText: 'office' }),
    });
    await office.locator('summary').waitFor();
    assert.equal(await group.getByLabel('Shown first').inputValue(), 'office');

    const other = group.locator('details', {
      has: page.locator('summary', { hasText: 'side job' }),
    });
    await other.locator('summary').click();
    await other.getByRole('button', { name: 'Remove account' }).press('Enter');
    await other.getByText('Remove side job with its key?').waitFor();
    await other.locator('.question button:focus').waitFor();
    await other.getByRole('button', { name: 'Keep' }).press('Enter');
    await other.locator('button:focus', { hasText: 'Remove account' }).press('Enter');
    await other.locator('.question button:focus').press('Enter');
    await other.waitFor({ state: 'detached' });
    await group.locator('h2:focus').waitFor();

    const file = join(stage.home, '.config', 'kimibar', 'config.json');
    const { providers } = JSON.parse(readFileSync(file, 'utf8')) as { providers: unknown };
    assert.deepEqual(providers, [
      {
        id: 'kimi',
        accounts: [{ name: 'office', number: 1, apiKey: workApiKey, region: 'mainland' }],
        defaultAccount: 'office',
      },
    ]);
    const text = await (await server.get('/api/v1/settings')).text();
    assert.ok(text.includes(`"hint":"…${workApiKey.slice(-4)}"`) && !text.includes(workApiKey));
    assert.match(await (await server.get('/metrics')).text(), /kimibar_up\{account="1"[^}]*\} 1/);
    assert.deepEqual(
      complaints.filter((line) => !line.includes('400')),
      [],
    );
    if (process.env['SHOT'] !== undefined) {
      await office.locator('summary').scrollIntoViewIfNeeded();
      await page.screenshot({ path: process.env['SHOT'], fullPage: true });
    }
    await page.context().close();
  },
);
