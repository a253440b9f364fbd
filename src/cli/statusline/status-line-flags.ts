import { statusTargets, type StatusTarget } from '../../present/status-line/status-target.ts';

/** What a status line may be told. */
export type StatusLineFlags = {
  readonly target: StatusTarget;
  readonly format?: string;
  readonly columns?: number;
  readonly refresh: boolean;
  readonly color: boolean;
  readonly config?: string;
  readonly lang?: string;
};

const withValue: Readonly<Record<string, 'format' | 'columns' | 'config' | 'lang'>> = {
  '--format': 'format',
  '--width': 'columns',
  '--config': 'config',
  '--lang': 'lang',
};

/**
 * The words after `statusline`, where they are what a bar runs every few seconds: a target and its few flags.
 * Undefined for everything else: the whole command line is there to help and to complain.
 */
export function readStatusLineFlags([target = '', ...words]: readonly string[]):
  | StatusLineFlags
  | undefined {
  if (!isTarget(target)) return undefined;
  const given: Record<string, string> = {};
  const off = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const [flag = '', ...rest] = (words[at] ?? '').split('=');
    const name = withValue[flag];
    if (flag === '--no-refresh' || flag === '--no-color') {
      if (rest.length > 0) return undefined;
      off.add(flag);
      continue;
    }
    if (name === undefined) return undefined;
    const value = rest.length > 0 ? rest.join('=') : words[(at += 1)];
    if (value === undefined) return undefined;
    given[name] = value;
  }
  const columns = given['columns'] === undefined ? undefined : Number(given['columns']);
  if (columns !== undefined && !(Number.isInteger(columns) && columns >= 1 && columns <= 1000))
    return undefined;
  return {
    target,
    ...(given['format'] === undefined ? {} : { format: given['format'] }),
    ...(columns === undefined ? {} : { columns }),
    refresh: !off.has('--no-refresh'),
    color: !off.has('--no-color'),
    ...(given['config'] === undefined ? {} : { config: given['config'] }),
    ...(given['lang'] === undefined ? {} : { lang: given['lang'] }),
  };
}

function isTarget(word: string): word is StatusTarget {
  return (statusTargets as readonly string[]).includes(word);
}
