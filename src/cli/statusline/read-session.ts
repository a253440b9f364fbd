import type { Env } from '../../host/host.ts';
import { readPipedInput } from '../../host/piped-input.ts';
import type { StatusTarget } from '../../present/status-line/status-target.ts';

/** Kimi Code sends it at once, and kills a status line after 300 ms. */
const timeoutMs = 100;

/** The JSON that Kimi Code sends to its status line on stdin; empty for other tools. */
export async function readSession(target: StatusTarget, env: Env): Promise<string> {
  const isKimiCode = target === 'kimi-code' && (env['KIMI_CODE_STATUS_LINE'] ?? '') !== '';
  return isKimiCode ? readPipedInput(timeoutMs) : '';
}
