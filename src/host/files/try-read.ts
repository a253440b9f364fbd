import type { FileFacts, Files } from '../host.ts';

/** A text file of at most `maxBytes` (1 MiB), or undefined if it is missing or unreadable. */
export function tryReadText(
  files: Pick<Files, 'readText'>,
  path: string,
  maxBytes?: number,
): string | undefined {
  return attempt(() => files.readText(path, maxBytes));
}

/** The JSON in a small file, or undefined if it is missing, unreadable or no JSON: for caches. */
export function readJson(files: Pick<Files, 'readText'>, path: string): unknown {
  return attempt((): unknown => {
    const text = files.readText(path);
    return text === undefined ? undefined : JSON.parse(text);
  });
}

/** Facts about a path, or undefined if there is nothing or nothing that can be looked at. */
export function tryFacts(files: Pick<Files, 'facts'>, path: string): FileFacts | undefined {
  return attempt(() => files.facts(path));
}

/** Names in a folder; empty if it is missing or unreadable. */
export function tryList(files: Pick<Files, 'list'>, folder: string): string[] {
  return attempt(() => files.list(folder)) ?? [];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
