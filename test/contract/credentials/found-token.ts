import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { CredentialQuery, Finding } from '../../../src/credentials/credential.ts';

/** A request without a deadline. */
export const quietAsk: CredentialQuery = { signal: new AbortController().signal, mayPrompt: false };

/** The value that a finding holds, or null; and no way to print the finding shows it. */
export function tokenOf(finding: Finding): string | null {
  if (finding.kind !== 'found') return null;
  const token = finding.credential.secret.open();
  const printed = [
    JSON.stringify(finding),
    inspect(finding, { depth: 9, showHidden: true }),
    `${finding.credential.secret}`,
  ];
  for (const text of printed) {
    assert.match(text, /\[secret\]/);
    // Any text contains a value of a letter or two.
    assert.ok(token.length < 4 || !text.includes(token), 'a finding never prints its value');
  }
  return token;
}
