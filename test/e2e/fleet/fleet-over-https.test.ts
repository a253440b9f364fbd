import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { makeCertificate } from '../../support/certificate.ts';
import { freePort } from '../../support/free-port.ts';
import {
  noMetricsLab,
  startEngine,
  startProgram,
  type MetricsEngine,
} from '../../support/metrics-engine.ts';
import { runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';
import { loadSampleFleet } from '../deploy/sample-fleet.ts';

/** An engine behind a proxy with TLS, a certificate of its own and two users. */
async function secureEngine(t: TestContext) {
  const engine = await startEngine(t);
  await loadSampleFleet(engine, Date.now());
  const folder = tempFolder(t);
  const { key, cert } = await makeCertificate('metrics.test');
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, cert);
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'users.yaml'), usersOf(engine));
  const port = await freePort();
  startProgram(t, 'vmauth', [
    `-auth.config=${join(folder, 'users.yaml')}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-tls',
    `-tlsCertFile=${authority}`,
    `-tlsKeyFile=${join(folder, 'key.pem')}`,
  ]);
  const url = `https://127.0.0.1:${port}/`;
  await eventually(() => isUp(`${url}health`, cert), url);
  const home = tempFolder(t);
  const run = (token: string, authorityPath: string | undefined) =>
    runProgram(['fleet', '--from', url], {
      home,
      env: {
        KIMIBAR_FLEET_TOKEN: token,
        ...(authorityPath === undefined ? {} : { NODE_EXTRA_CA_CERTS: authorityPath }),
      },
    });
  return { url, authority, run };
}

function usersOf({ url }: MetricsEngine): string {
  return `users:
  - bearer_token: bearer-secret
    url_prefix: ${url}
  - username: ann
    password: basic-secret
    url_prefix: ${url}
`;
}

async function isUp(url: string, ca: string): Promise<true | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { ca }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? true : undefined);
    });
    sent.once('error', () => resolve(undefined)).end();
  });
}

test('fleet asks over TLS, as a bearer or as a user', { skip: noMetricsLab }, async (t) => {
  const { authority, run } = await secureEngine(t);
  for (const token of ['bearer-secret', 'ann:basic-secret']) {
    const { exitCode, stdout, stderr } = await run(token, authority);
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.match(stdout, /^Machine +Account +Used +Outlook\ncore\/build +1 +signed out\n/);
  }
  for (const token of ['other-secret', 'ann:other-secret']) {
    const { exitCode, stdout, stderr } = await run(token, authority);
    assert.deepEqual([exitCode, stdout], [1, '']);
    assert.match(stderr, /^https:\S+ requires a valid token \(HTTP 401\)\./);
  }
});

test('an untrusted certificate is one clear line', { skip: noMetricsLab }, async (t) => {
  const { url, run } = await secureEngine(t);
  const other = join(tempFolder(t), 'other.pem');
  writeFileSync(other, (await makeCertificate('metrics.test')).cert);
  for (const authority of [undefined, other]) {
    const { exitCode, stdout, stderr } = await run('bearer-secret', authority);
    assert.deepEqual([exitCode, stdout], [1, '']);
    assert.equal(
      stderr,
      `No secure connection to ${url}: its certificate is not trusted (point NODE_EXTRA_CA_CERTS to a file with its authority's), or it speaks plain HTTP.\n`,
    );
  }
});
