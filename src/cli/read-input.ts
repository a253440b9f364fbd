import { Failure } from '../domain/failure.ts';
import { systemCode } from '../host/system-error.ts';
import type { CommandContext } from './command-context.ts';
import { refusal } from './refusal.ts';

/** Years of history are a few megabytes. */
const maxInputBytes = 256 * 1024 * 1024;

/**
 * The text of a file, or of stdin if it is called `-`. Throws `invalid-arguments` if there is no
 * such file, or it can't be read.
 */
export async function readInput(
  context: Pick<CommandContext, 'host' | 'terminal' | 'messages'>,
  file: string,
): Promise<string> {
  const { host, terminal } = context;
  if (file === '-') return await terminal.readStdin(maxInputBytes);
  try {
    const text = host.files.readText(file, maxInputBytes);
    if (text !== undefined) return text;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof Failure) throw error;
    throw refusal(context, ({ arguments: words }) => words.unreadableFile(file, code));
  }
  throw refusal(context, ({ arguments: words }) => words.unreadableFile(file, 'ENOENT'));
}
