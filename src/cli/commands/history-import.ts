import { openHistory } from '../../app/history.ts';
import { parseHistoryCsv } from '../../present/history/parse-history-csv.ts';
import type { CommandContext } from '../command-context.ts';
import { readInput } from '../read-input.ts';
import { refusal } from '../refusal.ts';

const shownLines = 20;

/**
 * `kimibar history import FILE|-`: adds the samples of a CSV that are missing. Exit code 1 if lines
 * were rejected or nothing could be saved, 64 if it is another file.
 */
export async function runHistoryImport(context: CommandContext, file: string): Promise<number> {
  const { host, terminal, messages } = context;
  const parsed = parseHistoryCsv(await readInput(context, file));
  if (parsed === undefined) throw refusal(context, ({ history }) => history.notACsv(file));
  const history = openHistory(host, { mayCreate: true });
  try {
    const counts = await history.importEntries(parsed.entries);
    if (counts === undefined) {
      terminal.err(messages.history.notImported);
      return 1;
    }
    const { rejectedLines } = parsed;
    terminal.out(messages.history.imported({ ...counts, rejected: rejectedLines.length }));
    if (rejectedLines.length === 0) return 0;
    const lines = rejectedLines.slice(0, shownLines).join(', ');
    const isCut = rejectedLines.length > shownLines;
    terminal.err(messages.history.rejectedLines(isCut ? `${lines}, …` : lines));
    return 1;
  } finally {
    history.close();
  }
}
