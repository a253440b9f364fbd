import { spawn, type ChildProcess } from 'node:child_process';

/** The built program as a server, once it has said where. End it with `child.kill()`. */
export async function startServe(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly child: ChildProcess; readonly url: URL }> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      const found = /http:\/\/\S+/.exec(text.toString())?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, url: new URL(address) };
}
