import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { makeTempHome } from '../../../support/fakes/stores/temp-home.ts';

/** Node's own list of its modules in use. */
function loadedEngines(): string[] {
  const { moduleLoadList } = process as unknown as { moduleLoadList: string[] };
  return moduleLoadList.filter((name) => /\bsqlite$/.test(name));
}

test('neither the cookie library nor SQLite is loaded if no browser is installed', async (t) => {
  const asked: string[] = [];
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      asked.push(specifier);
      return next(specifier, context);
    },
  });
  t.after(() => hooks.deregister());
  const { browserMachine } = await import('../../../support/fakes/stores/browser-machine.ts');
  const { findIn, tokenIn } = await import('../../../support/fakes/stores/find-in.ts');
  const place = makeTempHome(t);
  const deps = browserMachine(place);
  for (const id of ['chrome', 'edge', 'brave', 'chromium', 'firefox'] as const) {
    assert.equal(tokenIn(await findIn(deps, id)), 'absent: not-found');
  }
  assert.ok(asked.some((specifier) => specifier.endsWith('browser-table.ts')));
  assert.deepEqual(
    asked.filter((specifier) => /sweet-cookie$|sqlite$/.test(specifier)),
    [],
  );
  assert.deepEqual(loadedEngines(), []);

  const { writeChromiumStore } = await import('../../../support/fakes/stores/chromium-store.ts');
  const { linuxSession } = await import('../../../support/fakes/stores/linux-session.ts');
  writeChromiumStore(join(place.home, '.config/chromium/Default/Cookies'), [linuxSession('a.b.c')]);
  assert.equal(tokenIn(await findIn(deps, 'chromium')), 'a.b.c');
  assert.ok(
    asked.includes('@steipete/sweet-cookie') && loadedEngines().length > 0,
    'the check above would have seen them',
  );
});
