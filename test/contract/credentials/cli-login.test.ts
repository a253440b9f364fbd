import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { createCliLoginSource } from '../../../src/credentials/cli-login-source.ts';
import type { Env } from '../../../src/host/host.ts';
import { quietAsk, tokenOf } from './found-token.ts';
import { casesOf } from './kimi-case.ts';
import { inTemporaryHome } from './temporary-home.ts';

type LoginInput = {
  readonly now_unix: number;
  readonly path: string;
  readonly content: unknown;
  readonly env: Env;
};
type LoginExpected = {
  readonly usable: boolean;
  readonly token?: string | undefined;
  readonly base_url?: string | undefined;
  readonly has_credential?: boolean | undefined;
};

/** What each unusable login is called. */
const reasons: Readonly<Record<string, string>> = {
  K04: 'unreadable',
  K09: 'renewable',
  K11: 'signed-out',
  K12: 'unreadable',
  K14: 'overridden',
  K15: 'overridden',
  K16: 'overridden',
  K17: 'not-found',
};

for (const { id, title, input, expected } of casesOf<LoginInput, LoginExpected>(
  'credential_file',
)) {
  test(`${id} ${title}`, async () => {
    const nowMs = input.now_unix * 1000;
    const files =
      input.path === '(two files)'
        ? (input.content as Record<string, unknown>)
        : { [input.path]: input.content };
    await inTemporaryHome({ nowMs }, async (home) => {
      for (const [path, content] of Object.entries(files)) {
        home.write(
          path.replace(/^~|^\/home\/someone/, '.'),
          typeof content === 'string' ? content : JSON.stringify(content),
        );
      }
      const env = Object.fromEntries(
        Object.entries(input.env).map(([name, value]) => [
          name,
          value?.replace('/home/someone', home.homeDir),
        ]),
      );
      const before = home.picture();
      const finding = await createCliLoginSource({ ...home.host, env }).find(quietAsk);
      assert.deepEqual(home.picture(), before, 'the login is never written');
      assert.equal(finding.kind === 'found', expected.usable);
      assert.equal(tokenOf(finding), expected.token ?? null);
      if (finding.kind !== 'found')
        return assert.equal(finding.kind === 'absent' && finding.reason, reasons[id]);
      assert.ok(finding.credential.kind === 'cli');
      assert.equal(
        finding.credential.baseUrl,
        expected.base_url ?? 'https://api.kimi.com/coding/v1',
      );
      assert.ok(finding.credential.expiresAtMs > nowMs + 60_000);
    });
  });
}

test("the global slot's name is the one Kimi Code computes", () => {
  const slot = JSON.stringify({
    oauthHost: 'https://auth.kimi.ai',
    baseUrl: 'https://api.kimi.ai/coding/v1',
  });
  assert.equal(createHash('sha256').update(slot).digest('hex').slice(0, 16), '0e4f99c69cc27850');
});
