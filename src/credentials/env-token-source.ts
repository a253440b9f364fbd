import { readEnvValue } from '../host/env-value.ts';
import type { Host } from '../host/host.ts';
import { sessionVariables } from './account-variables.ts';
import type { CredentialSource, Finding } from './credential.ts';
import { findPasted } from './pasted/pasted-finding.ts';

/**
 * A web session in the environment: anything that may be pasted, or, where the variable's name
 * promises a token, any one word.
 */
export function createEnvTokenSource(host: Pick<Host, 'clock' | 'env'>): CredentialSource {
  return {
    id: 'env-token',
    async find({ signal }) {
      signal.throwIfAborted();
      let firstTrouble: Finding | undefined;
      for (const name of sessionVariables) {
        const value = readEnvValue(host.env, name);
        if (value === undefined) continue;
        const finding = findPasted(asPasted(name, value), {
          location: name,
          nowMs: host.clock.now(),
          detail: name,
        });
        if (finding.kind === 'found') return finding;
        firstTrouble ??= finding;
      }
      return (
        firstTrouble ?? { kind: 'absent', location: sessionVariables.join(', '), reason: 'not-set' }
      );
    },
  };
}

/**
 * A token of a shape not seen yet is still a token where it is declared to be one; a JWT cut short
 * and an API key are not.
 */
function asPasted(name: string, value: string): string {
  const isDeclared = name !== 'KIMI_MANUAL_COOKIE' && /^(?!eyJ|sk-)[\w+/~.-]+$/.test(value);
  return isDeclared ? `kimi-auth=${value}` : value;
}
