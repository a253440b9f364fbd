import { openLedger, openUpToDateLedger } from '../../../app/logs/open-ledger.ts';
import { openApp } from '../../../app/open-app.ts';
import { formatLedgerExport, parseLedgerExport } from '../../../domain/ledger-export.ts';
import { realPathOf, writeDotfile } from '../../../host/files/dotfile.ts';
import type { CommandContext } from '../../command-context.ts';
import { startOf, type Since } from '../../command-line/since.ts';
import { readInput } from '../../read-input.ts';

/**
 * `kimibar breakdown export`: the counted records of this computer, to stdout or a private file. No
 * word of a conversation is among them, but the paths of projects are.
 */
export async function runBreakdownExport(
  context: CommandContext,
  { path, since }: { readonly path?: string | undefined; readonly since?: Since | undefined },
): Promise<number> {
  const { host, terminal, signal, messages } = context;
  await openApp(context);
  const ledger = await openUpToDateLedger(host, { signal });
  try {
    const sinceMs = since === undefined ? 0 : startOf(since, host.clock.now());
    const records = await ledger.exportRecords(sinceMs);
    if (records === undefined) {
      terminal.err(messages.breakdown.notReadable);
      return 1;
    }
    const text = formatLedgerExport(records);
    if (path === undefined) terminal.out(text);
    else {
      await writeDotfile(realPathOf(path), text, { mode: 0o600 });
      const { uses, walls } = records;
      terminal.out(messages.breakdown.exported({ uses: uses.length, walls: walls.length, path }));
    }
    return 0;
  } finally {
    ledger.close();
  }
}

/** `kimibar breakdown import FILE|-`: adds another computer's records; again changes nothing. */
export async function runBreakdownImport(context: CommandContext, file: string): Promise<number> {
  const { host, terminal, messages } = context;
  const words = messages.breakdown;
  const records = parseLedgerExport(await readInput(context, file));
  if ('badLine' in records) {
    const { badLine } = records;
    terminal.err(badLine === 1 ? words.notAnExport(file) : words.brokenExport(file, badLine));
    return 1;
  }
  const ledger = openLedger(host, { mayCreate: true });
  try {
    const outcome = await ledger.importRecords(records);
    if (outcome === 'not-saved') {
      terminal.err(words.notSaved);
      return 1;
    }
    const { machine, uses, walls } = records;
    const counts = { uses: uses.length, walls: walls.length, machine: machine.slice(0, 8) };
    terminal.out(outcome === 'own' ? words.ownExport : words.imported(counts));
    return 0;
  } finally {
    ledger.close();
  }
}
