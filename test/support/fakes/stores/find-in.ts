import assert from 'node:assert/strict';
import { createBrowserSources } from '../../../../src/credentials/browsers/browser-source.ts';
import { browsers, type BrowserId } from '../../../../src/credentials/browsers/browser-table.ts';
import type { BrowserDeps } from '../../../../src/credentials/browsers/session-look.ts';
import type {
  CredentialQuery,
  CredentialSource,
  Finding,
} from '../../../../src/credentials/credential.ts';

/** This machine's sources, with an open cache. */
export function sourcesOf(deps: BrowserDeps): readonly CredentialSource[] {
  return createBrowserSources({ ...deps, openCache: async () => deps.cache });
}

/** What the source of one browser finds. */
export async function findIn(
  deps: BrowserDeps,
  id: BrowserId,
  query: Partial<CredentialQuery> = {},
): Promise<Finding> {
  const here = browsers.filter((browser) => browser.roots[deps.platform.os].length > 0);
  const source = sourcesOf(deps)[here.findIndex((browser) => browser.id === id)];
  assert.ok(source, `${id} is not known on this system`);
  return source.find({ signal: AbortSignal.timeout(60_000), mayPrompt: false, ...query });
}

/** The token that was found, or the reason why there is none. */
export function tokenIn(finding: Finding): string {
  if (finding.kind !== 'found') return `${finding.kind}: ${finding.reason}`;
  return finding.credential.secret.open();
}
