import { Failure } from '../domain/failure.ts';
import type { Host } from '../host/host.ts';
import { resolvePathVariables } from '../host/absolute-path.ts';
import { createNodeHost } from '../host/node-host.ts';
import { ignoreCurrentFolder } from '../host/process-env.ts';
import { loadCoreMessages } from '../present/load-messages.ts';
import { chooseLanguage } from './choose-language.ts';
import type { Terminal } from './command-context.ts';
import { createNodeTerminal } from './terminal/node-terminal.ts';
import { coreEn } from '../present/messages/en/core.ts';
import { machineExitCode, reportTrouble } from './report-trouble.ts';
import { runCli } from './run-cli.ts';

/** Flags whose value must not appear in the system's list of processes. */
const secretFlag = /^--(?:token|dashboard-token|api-key|cookie|secret|url)(?:=|$)/;

/** The process itself. No other file does anything when it is loaded. */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  const cancel = () => interrupted.abort(new Failure('cancelled', 'cancelled'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  resolvePathVariables();
  const host = createNodeHost();
  // Windows sends this when the terminal is closed. Elsewhere a handler would defeat `nohup`.
  if (host.platform.os === 'win32') process.once('SIGHUP', cancel);
  ignoreCurrentFolder(host.platform.os);
  const terminal = createNodeTerminal(host.env, host.platform);
  const argv = process.argv.slice(2);
  // Other users can read a process's arguments; the title replaces them.
  if (argv.some((word) => secretFlag.test(word))) process.title = 'kimibar';
  // A bug in a callback or in an unhandled promise: Node's own report would print every property of
  // the error.
  // Only the first is reported: others may follow while it is.
  let ending: Promise<void> | undefined;
  process.on('uncaughtException', (error) => {
    ending ??= reportAndExit(error, { argv, host, terminal });
  });
  process.exitCode = await runCli(argv, { host, terminal, signal: interrupted.signal });
  // Do not wait for a cancelled request to close its socket.
  if (interrupted.signal.aborted) process.exit();
  endSoon();
}

/** How long whatever a finished run left open may keep the process alive. */
const lingerMs = 500;

/**
 * Ends a process that something keeps alive after its run, such as a name server that does not
 * respond: a lookup cannot be cancelled. Output that a slow reader has not taken yet comes first.
 * A process that has nothing left ends without this, and earlier.
 */
function endSoon(): void {
  setTimeout(() => void endAfterOutput(), lingerMs).unref();
}

async function endAfterOutput(): Promise<void> {
  await flush(process.stdout);
  await flush(process.stderr);
  process.exit();
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => resolve()).write('', () => resolve());
  });
}

async function reportAndExit(
  error: unknown,
  run: { argv: readonly string[]; host: Host; terminal: Terminal },
): Promise<void> {
  try {
    const messages = await loadCoreMessages(chooseLanguage(run.argv, run.host));
    process.exit(reportTrouble(error, { ...run, messages, nowMs: run.host.clock.now() }));
  } catch {
    // An update removed the program's other files while this run needed them.
    run.terminal.err(coreEn.arguments.filesMissing);
    process.exit(machineExitCode);
  }
}

void main();
