import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { HttpListener } from '../../../src/host/http/http-server.ts';
import { lateListener } from '../../../src/server/late-listener.ts';
import { bindAddress } from '../../../src/server/listen.ts';

async function serve(t: TestContext, listener: HttpListener): Promise<string> {
  const place = await bindAddress({ host: '127.0.0.1', port: 0 });
  assert.ok(place.kind === 'bound');
  t.after(() => place.stop());
  place.open(listener);
  return `http://127.0.0.1:${place.port}/`;
}

const hello: HttpListener = (_incoming, outgoing) => void outgoing.end('hello');

test('the listener is loaded at the first request, and once', async (t) => {
  let loads = 0;
  const load = async (): Promise<HttpListener> => {
    loads += 1;
    return hello;
  };
  const url = await serve(
    t,
    lateListener(load, () => assert.fail('no trouble')),
  );
  assert.equal(loads, 0);
  const texts = await Promise.all(
    [fetch(url), fetch(url)].map(async (answer) => (await answer).text()),
  );
  assert.deepEqual([texts, loads], [['hello', 'hello'], 1]);
});

test('if loading fails the response is 503, and the next request tries again', async (t) => {
  const trouble: unknown[] = [];
  const outcomes = [Promise.reject(new Error('file is gone')), Promise.resolve(hello)];
  outcomes[0]?.catch(() => {});
  const url = await serve(
    t,
    lateListener(
      () => outcomes.shift() ?? assert.fail('loaded again'),
      (error) => trouble.push(String(error)),
    ),
  );
  const refused = await fetch(url);
  assert.deepEqual([refused.status, typeof (await refused.json())], [503, 'object']);
  assert.deepEqual(trouble, ['Error: file is gone']);
  assert.equal(await (await fetch(url)).text(), 'hello');
});
