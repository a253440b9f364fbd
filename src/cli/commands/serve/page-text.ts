import { join } from 'node:path';
import type { Files } from '../../../host/host.ts';

/** The page as one text; undefined where it was not built. Built, it lies beside the chunks' folder; from source, where the build puts it. */
export function readPageText(files: Pick<Files, 'readText'>): string | undefined {
  const here = import.meta.dirname;
  const places = [
    join(here, '..', 'web', 'index.html'),
    join(here, '..', '..', '..', '..', 'dist', 'web', 'index.html'),
  ];
  return places.map((place) => files.readText(place)).find((text) => text !== undefined);
}
