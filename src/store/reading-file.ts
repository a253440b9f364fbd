import * as v from 'valibot';
import type { KeptReading } from '../domain/kept-reading.ts';
import type { Host } from '../host/host.ts';
import { keptReadingSchema } from './kept-reading-schema.ts';

/**
 * The last good reading of one account and what came after it, in one small private file.
 * Reading what another version or a hand has made unreadable is the same as finding nothing: the service still knows.
 */
export function openReadingFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    read(): KeptReading | undefined {
      const parsed = v.safeParse(keptReadingSchema, parseJson(readText(files, path)));
      return parsed.success ? (parsed.output as KeptReading) : undefined;
    },
    /** Throws the system's error where the disk can't be written to. */
    async write(kept: KeptReading): Promise<void> {
      await files.writePrivate(path, `${JSON.stringify({ version: 1, ...kept })}\n`);
    },
  };
}

function readText(files: Host['files'], path: string): string {
  try {
    return files.readText(path) ?? '';
  } catch {
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
