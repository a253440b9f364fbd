import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'dist', 'kimibar.cjs');

export type DemoServer = { readonly url: string; stop(): Promise<void> };

/** The built program's `demo --serve` with a scenario, in a home of its own. */
export async function startDemoServer(scenario: string): Promise<DemoServer> {
  const home = mkdtempSync(join(tmpdir(), 'kimibar-picture-'));
  const child = spawn(
    process.execPath,
    [program, 'demo', '--serve', '--scenario', scenario, '--port', '0'],
    {
      env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
    void ended.then(() => reject(new Error(`demo ended: ${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
