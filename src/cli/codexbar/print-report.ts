import { realPathOf, writeDotfile } from '../../host/files/dotfile.ts';
import { systemCode } from '../../host/system-error.ts';
import type { CommandContext } from '../command-context.ts';

export type ReportOptions = {
  readonly pretty: boolean;
  /** A file to write instead of stdout. */
  readonly path?: string | undefined;
};

/** Prints JSON, or replaces a file by it atomically, readable for everyone as CodexBar's is. */
export async function printReport(
  { terminal, messages }: CommandContext,
  report: unknown,
  { pretty, path }: ReportOptions,
): Promise<number> {
  const json = JSON.stringify(report, undefined, pretty ? 2 : undefined);
  if (path === undefined) {
    terminal.out(json);
    return 0;
  }
  try {
    await writeDotfile(realPathOf(path), `${json}\n`, { mode: 0o644 });
    return 0;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    terminal.err(messages.codexbar.unwritable({ path, why: messages.systemErrors.reason(code) }));
    return 1;
  }
}
