// Prints what the browser sources find on the system that is pretended, tokens as digests. Run by `elsewhere.ts`.
import { createHash } from 'node:crypto';
import { createSessionCache } from '../../../src/credentials/browsers/session-cache.ts';
import { listBrowserSessions } from '../../../src/credentials/browsers/session-listing.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { sourcesOf } from '../../support/fakes/stores/find-in.ts';
import type { ElsewhereAsk, ElsewhereFinding } from './elsewhere.ts';
import { patienceMs } from '../../support/until.ts';

const wish = JSON.parse(process.argv[2] ?? '') as ElsewhereAsk;
const host = createNodeHost();
const ask = { signal: AbortSignal.timeout(patienceMs), mayPrompt: wish.mayPrompt };
const deps = {
  ...host,
  openSqlite,
  site: 'mainland' as const,
  cache: createSessionCache(host, wish.dataDir, 'mainland'),
  fresh: wish.fresh,
};

const findings: ElsewhereFinding[] = [];
for (const source of sourcesOf(deps)) {
  const finding = await source.find(ask);
  if (finding.kind !== 'found') findings.push({ kind: finding.kind, what: finding.reason });
  else if (finding.credential.kind === 'web') {
    const digest = createHash('sha256').update(finding.credential.secret.open()).digest('hex');
    findings.push({ kind: 'found', what: digest, detail: finding.credential.detail });
  }
}
const lines = wish.list ? await listBrowserSessions(deps, ask) : [];
process.stdout.write(JSON.stringify({ findings, lines }));
