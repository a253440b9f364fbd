import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';

const skip = process.platform !== 'linux' && 'an XDG autostart entry';

test('the page turns the start of the tray at login on and off', { skip }, async (t) => {
  const { home } = await setStage(t);
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere', XDG_CONFIG_HOME: '' };
  const server = await startServer(t, { home, env });
  const entry = join(home, '.config', 'autostart', 'kimibar.desktop');
  const change = async (startsAtLogin: boolean): Promise<unknown> => {
    const response = await fetch(new URL('api/v1/settings', server.address), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ startsAtLogin }),
    });
    return ((await response.json()) as { startsAtLogin?: unknown }).startsAtLogin;
  };
  assert.equal(await change(true), true);
  assert.match(readFileSync(entry, 'utf8'), /^Exec=".*" ".*kimibar\.cjs" "tray"$/m);
  assert.equal(await change(false), false);
  assert.equal(existsSync(entry), false);
});
