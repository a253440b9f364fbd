import { basename, isAbsolute, join } from 'node:path';
import { tryList, tryReadText } from '../../host/files/try-read.ts';
import type { Files } from '../../host/host.ts';
import type { OpenSqlite } from '../../host/sqlite.ts';
import { listGroupedProfiles } from './firefox-groups.ts';

/** A Firefox profile's folder and the name its owner gave it. */
export type FirefoxProfile = { readonly name: string; readonly folder: string };

type IniSection = { readonly title: string; readonly values: ReadonlyMap<string, string> };

/**
 * The profiles of one Firefox folder, the default first, then those of its profile groups. The
 * profile that an install really starts is in its own section (`installs.ini`, or `[Install…]` of
 * `profiles.ini`); `Default=1` of a profile is older and often stale. Without a readable
 * `profiles.ini`, the folders found are the profiles.
 */
export async function listFirefoxProfiles(
  { files, openSqlite }: { readonly files: Files; readonly openSqlite: OpenSqlite },
  root: string,
  signal: AbortSignal,
): Promise<readonly FirefoxProfile[]> {
  const sections = parseIni(tryReadText(files, join(root, 'profiles.ini')) ?? '');
  const installs = [
    ...parseIni(tryReadText(files, join(root, 'installs.ini')) ?? ''),
    ...sections.filter((section) => section.title.startsWith('Install')),
  ];
  const defaults = new Set(
    installs.flatMap((section) => resolve(root, section.values.get('Default'))),
  );
  const listed = sections
    .filter((section) => section.title.startsWith('Profile'))
    .flatMap((section) => {
      const path = section.values.get('Path');
      return resolve(root, path).map((folder) => ({
        name: section.values.get('Name') ?? basename(folder),
        folder,
        place: defaults.has(folder) ? 0 : section.values.get('Default') === '1' ? 1 : 2,
      }));
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ name, folder }) => ({ name, folder }));
  const grouped = await listGroupedProfiles({ files, openSqlite }, root, signal);
  const known = [
    ...(listed.length > 0 ? listed : unlisted(files, root)),
    ...grouped.flatMap(({ name, path }) => resolve(root, path).map((folder) => ({ name, folder }))),
  ];
  // The first profile of a group is in `profiles.ini`, too.
  return known.filter(
    ({ folder }, index) => known.findIndex((other) => other.folder === folder) === index,
  );
}

function unlisted(files: Pick<Files, 'list'>, root: string): FirefoxProfile[] {
  return [root, join(root, 'Profiles')].flatMap((parent) =>
    tryList(files, parent)
      .toSorted()
      .map((name) => ({ name, folder: join(parent, name) })),
  );
}

function resolve(root: string, path: string | undefined): string[] {
  if (path === undefined || path === '') return [];
  return [isAbsolute(path) ? path : join(root, path)];
}

function parseIni(text: string): IniSection[] {
  const sections: { title: string; values: Map<string, string> }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const title = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, values: new Map() });
    const pair = /^\s*([^=;#[]+?)\s*=(.*)$/.exec(line);
    if (pair?.[1] !== undefined && pair[2] !== undefined)
      sections.at(-1)?.values.set(pair[1], pair[2].trim());
  }
  return sections;
}
