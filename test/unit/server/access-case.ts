import assert from 'node:assert/strict';
import test from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { testWorld } from '../../support/fakes/server-world.ts';

/** The only token that the server accepts in a case with `token: true`. */
export const token = 'correct-horse-battery';

/** One request, and the status that it gets; a GET of `/usage` unless it says otherwise. */
export type AccessCase = {
  readonly name: string;
  readonly path?: string | undefined;
  readonly method?: string | undefined;
  readonly headers?: Record<string, string> | undefined;
  readonly body?: string | undefined;
  readonly token?: boolean | undefined;
  readonly open?: boolean | undefined;
  readonly status: number;
  readonly error?: string | undefined;
};

export const forbiddenHost = { status: 403, error: 'forbidden host' };
export const forbiddenOrigin = { status: 403, error: 'forbidden origin' };

/** Registers a test for each case. A refused request never reaches the daemon. */
export function testAccess(cases: readonly AccessCase[]): void {
  for (const {
    name,
    path = '/usage',
    method = 'GET',
    headers = {},
    body,
    status,
    error,
    ...more
  } of cases) {
    test(`${name}: ${status}`, async () => {
      const world = testWorld({
        loopbackOnly: more.open !== true,
        ...(more.token === true ? { token: new Secret(token) } : {}),
      });
      const answer = await world.ask(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      if (status < 400) return;
      assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null);
      const said = (await answer.json()) as { error: string };
      if (error !== undefined) assert.deepEqual(said, { error });
      assert.deepEqual(
        [world.daemon.asked.refreshes, world.daemon.asked.patches.length],
        [0, 0],
        'refused before anything was done',
      );
      assert.deepEqual(world.bugs, []);
    });
  }
}
