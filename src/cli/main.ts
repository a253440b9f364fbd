import { Failure } from '../domain/failure.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { leaveOutCurrentFolder } from '../host/process-env.ts';
import { loadMessages } from '../present/load-messages.ts';
import { chooseLanguage } from './choose-language.ts';
import type { Terminal } from './command-context.ts';
import { createNodeTerminal } from './terminal/node-terminal.ts';
import { reportTrouble } from './report-trouble.ts';
import { runCli } from './run-cli.ts';

/** Flags whose value is nobody else's business. */
const secretFlag = /^--(?:token|api-key|cookie)(?:=|$)/;

/** The program's own run: the only file that acts when it is loaded. */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  const cancel = () => interrupted.abort(new Failure('cancelled', 'cancelled'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const host = createNodeHost();
  // Windows tells of a closed terminal like this. Elsewhere a handler would undo what `nohup` is for.
  if (host.platform.os === 'win32') process.once('SIGHUP', cancel);
  leaveOutCurrentFolder(host.platform.os);
  const terminal = createNodeTerminal(host.env, host.platform);
  const argv = process.argv.slice(2);
  // Everyone on this computer can read a program's arguments; its title takes their place.
  if (argv.some((word) => secretFlag.test(word))) process.title = 'kimibar';
  // A bug in a callback or in a promise nobody waits for: Node's own report would show whatever hangs on the error.
  process.on('uncaughtException', (error) => void reportAndExit(error, { argv, host, terminal }));
  process.exitCode = await runCli(argv, { host, terminal, signal: interrupted.signal });
  // A cancelled request may still be closing its socket; nobody waits for that.
  if (interrupted.signal.aborted) process.exit();
}

async function reportAndExit(
  error: unknown,
  run: { argv: readonly string[]; host: Host; terminal: Terminal },
): Promise<void> {
  const messages = await loadMessages(chooseLanguage(run.argv, run.host));
  process.exit(reportTrouble(error, { ...run, messages, nowMs: run.host.clock.now() }));
}

void main();
