import { Failure } from '../domain/failure.ts';
import { createNodeHost } from '../host/node-host.ts';
import { loadMessages } from '../present/load-messages.ts';
import { chooseLanguage } from './choose-language.ts';
import { createNodeTerminal } from './node-terminal.ts';
import { reportTrouble } from './report-trouble.ts';
import { runCli } from './run-cli.ts';

/** The program's own run: the only file that acts when it is loaded. */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  const cancel = () => interrupted.abort(new Failure('cancelled', 'cancelled'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const host = createNodeHost();
  const terminal = createNodeTerminal(host.env, host.platform);
  const argv = process.argv.slice(2);
  // A bug in a callback or in a promise nobody waits for: Node's own report would show whatever hangs on the error.
  process.on('uncaughtException', (error) => {
    void loadMessages(chooseLanguage(argv, host)).then((messages) =>
      process.exit(reportTrouble(error, { argv, messages, terminal, nowMs: host.clock.now() })),
    );
  });
  process.exitCode = await runCli(argv, { host, terminal, signal: interrupted.signal });
  // A cancelled request may still be closing its socket; nobody waits for that.
  if (interrupted.signal.aborted) process.exit();
}

void main();
