import { readEnvValue } from '../host/env-value.ts';
import type { Host } from '../host/host.ts';
import { sessionVariables } from './account-variables.ts';
import type { CredentialSource, Finding } from './credential.ts';
import { wasRejected } from './credential-digest.ts';
import { findPasted } from './pasted/pasted-finding.ts';

/**
 * A web session in the environment: anything that may be pasted or, in a variable for tokens, any
 * one word.
 */
export function createEnvTokenSource(host: Pick<Host, 'clock' | 'env'>): CredentialSource {
  return {
    id: 'env-token',
    async find(query) {
      query.signal.throwIfAborted();
      let firstProblem: Finding | undefined;
      for (const name of sessionVariables) {
        const value = readEnvValue(host.env, name);
        if (value === undefined) continue;
        const finding = findPasted(asPasted(name, value), {
          location: name,
          nowMs: host.clock.now(),
          detail: name,
        });
        if (finding.kind === 'found') {
          if (!wasRejected(query, finding.credential.secret.open())) return finding;
          continue;
        }
        firstProblem ??= finding;
      }
      return (
        firstProblem ?? { kind: 'absent', location: sessionVariables.join(', '), reason: 'not-set' }
      );
    },
  };
}

/**
 * In a variable for tokens a word of unknown shape counts as a token, but not an incomplete JWT or
 * an API key.
 */
function asPasted(name: string, value: string): string {
  const isDeclared = name !== 'KIMI_MANUAL_COOKIE' && /^(?!eyJ|sk-)[\w+/~.-]+$/.test(value);
  return isDeclared ? `kimi-auth=${value}` : value;
}
