import { fork } from 'node:child_process';
import { join } from 'node:path';
import { demoApiKey } from '../../src/simulator/demo-accounts.ts';

/** Starts the simulated Kimi in its own process, and returns the variables that lead to it. */
export async function startSimulatorProcess() {
  const child = fork(join(import.meta.dirname, '..', '..', 'bench', 'start-simulator-process.ts'));
  const { codeBaseUrl, webBaseUrl } = await new Promise<{
    codeBaseUrl: string;
    webBaseUrl: string;
  }>((resolve) => {
    child.once('message', (message) =>
      resolve(message as { codeBaseUrl: string; webBaseUrl: string }),
    );
  });
  const env = {
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: codeBaseUrl,
    KIMI_WEB_BASE_URL: webBaseUrl,
  };
  return { env, stop: () => child.disconnect() };
}
