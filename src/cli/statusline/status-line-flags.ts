import { statusTargets, type StatusTarget } from '../../present/status-line/status-target.ts';

/** What a status line may be told. */
export type StatusLineFlags = {
  readonly target: StatusTarget;
  readonly format?: string | undefined;
  readonly columns?: number | undefined;
  readonly refresh: boolean;
  readonly color: boolean;
  readonly config?: string | undefined;
  readonly lang?: string | undefined;
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
    format: given['format'],
    columns,
    refresh: !off.has('--no-refresh'),
    color: !off.has('--no-color'),
    config: given['config'],
    lang: given['lang'],
  };
}

function isTarget(word: string): word is StatusTarget {
  return (statusTargets as readonly string[]).includes(word);
}
