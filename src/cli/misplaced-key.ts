import { classifyApiKey } from '../domain/api-key.ts';
import type { Env } from '../host/host.ts';

/** Whether a Kimi Code key is in the Open Platform's variable, which KimiBar does not read. */
export function isKimiCodeKeyMisplaced(env: Env): boolean {
  return classifyApiKey(env['KIMI_API_KEY'] ?? '') === 'kimi-code';
}
