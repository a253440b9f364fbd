import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { createPage } from '../../../src/server/page.ts';
import { testWorld } from '../../support/fakes/server-world.ts';

const script = 'console.log("a < b");\n';
const style = 'body{margin:0}';
const html = `<!doctype html><style>${style}</style><script type="module">${script}</script><div id="app"></div>`;

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the page may run its own script and style, known by their hashes, and nothing else', async () => {
  const answer = await testWorld({ page: html }).ask('/');
  assert.equal(await answer.text(), html);
  assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.deepEqual(answer.headers.get('content-security-policy')?.split('; '), [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors vscode-webview: vscode-file:',
  ]);
  const expected = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  };
  for (const [name, value] of Object.entries(expected))
    assert.equal(answer.headers.get(name), value, name);
  assert.match(answer.headers.get('permissions-policy') ?? '', /camera=\(\)/);
});

test('a page that the browser has cached is not sent again', async () => {
  const { ask } = testWorld({ page: html });
  const etag = (await ask('/')).headers.get('etag') ?? '';
  const again = await ask('/', { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, await again.text()], [304, '']);
  const weak = { 'if-none-match': `"old", W/${etag}` };
  assert.equal((await ask('/', { headers: weak })).status, 304);
  assert.equal((await ask('/', { headers: { 'if-none-match': '"old"' } })).status, 200);
});

test('hashes are of the text with plain line feeds; without a script none may run', () => {
  const policy = createPage('<script>a\r\nb\rc</script>').headers['Content-Security-Policy'] ?? '';
  assert.ok(policy.includes(sha256('a\nb\nc')));
  assert.match(policy, /style-src 'none'/);
  assert.match(createPage().headers['Content-Security-Policy'] ?? '', /script-src 'none'/);
});
