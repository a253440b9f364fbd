import { Failure } from '../domain/failure.ts';
import { createNodeHost } from '../host/node-host.ts';
import { createNodeTerminal } from './node-terminal.ts';
import { runCli } from './run-cli.ts';

/** The program's own run: the only file that acts when it is loaded. */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  const cancel = () => interrupted.abort(new Failure('cancelled', 'cancelled'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const host = createNodeHost();
  const terminal = createNodeTerminal(host.env, host.platform);
  process.exitCode = await runCli(process.argv.slice(2), { host, terminal, signal: interrupted.signal });
  // A cancelled request may still be closing its socket; nobody waits for that.
  if (interrupted.signal.aborted) process.exit();
}

void main();
