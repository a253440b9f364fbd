import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { demoCliToken } from '../../src/simulator/demo-accounts.ts';
import { makeCertificate } from './certificate.ts';
import { startConnectProxy } from './fakes/connect-proxy.ts';
import { setStage, type Stage } from './stage.ts';

/**
 * A stage on which api.kimi.com resolves to the simulator, since a Kimi Code login is sent to no
 * other host. `env` has no key.
 */
export async function setLoginStage(
  t: TestContext,
): Promise<{ stage: Stage; env: Readonly<Record<string, string>> }> {
  const tls = await makeCertificate('api.kimi.com', 'www.kimi.com');
  const stage = await setStage(t, { tls });
  const proxy = await startConnectProxy(t, { targetPort: stage.simulator.port });
  const path = join(stage.home, 'authority.pem');
  writeFileSync(path, tls.cert);
  return {
    stage,
    env: { NODE_EXTRA_CA_CERTS: path, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
  };
}

/** Signs in as Kimi Code does: it writes the whole file at once. */
export function writeCliLogin(home: string): void {
  const folder = join(home, '.kimi-code', 'credentials');
  mkdirSync(folder, { recursive: true });
  const login = {
    access_token: demoCliToken,
    refresh_token: 'demo',
    expires_at: Math.floor(Date.now() / 1000) + 900,
    scope: 'kimi-code',
    token_type: 'Bearer',
  };
  writeFileSync(join(folder, 'new'), JSON.stringify(login));
  renameSync(join(folder, 'new'), join(folder, 'kimi-code.json'));
}
