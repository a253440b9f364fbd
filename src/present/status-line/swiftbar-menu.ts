import { kimiSites, type KimiSite } from '../../domain/kimi-site.ts';
import { verdictText } from '../verdict/verdict-text.ts';
import { formatAge } from '../words/time.ts';
import { stateText, type StatusWords } from './status-line.ts';
import { statusRow } from './status-row.ts';
import type { StatusView } from './status-view.ts';

/** The command of the menu's `Refresh now`: an executable and its arguments. */
export type SwiftbarActions = { readonly refresh: readonly string[] };

/**
 * The output of an xbar plugin, which SwiftBar reads, too: the line in the bar, `---`, then menu
 * rows with parameters after `|`. See
 * https://github.com/matryer/xbar-plugins/blob/main/CONTRIBUTING.md#plugin-api.
 */
export function swiftbarMenu(
  view: StatusView,
  words: StatusWords,
  {
    line,
    actions,
    site = 'mainland',
    colour,
  }: {
    readonly line: string;
    readonly actions: SwiftbarActions;
    readonly site?: KimiSite | undefined;
    readonly colour?: string | undefined;
  },
): string {
  const [program = '', ...args] = actions.refresh;
  const run = [
    ['bash', program],
    ...args.map((arg, index) => [`param${index + 1}`, arg]),
    ['terminal', 'false'],
    ['refresh', 'true'],
  ];
  return [
    row(line, colour === undefined ? [] : [['color', colour]]),
    '---',
    ...menuRows(view, words).map((text) => row(text, [])),
    '---',
    row(words.statusLine.refresh, run),
    row(words.statusLine.openConsole, [['href', kimiSites[site].console]]),
  ].join('\n');
}

function menuRows(view: StatusView, words: StatusWords): string[] {
  if (view.kind !== 'usage') return [`${words.usage.product} · ${stateText(view, words)}`];
  const heading = [
    words.usage.product,
    ...(view.plan === undefined ? [] : [view.plan]),
    formatAge(view.ageMs, words),
  ].join(' · ');
  const { first, brief } = verdictText(view.usage, words);
  const answer = [first, ...(brief === '' ? [] : [brief])];
  return [...answer, heading, ...view.rows.map((one) => statusRow(one, view.meters, words))];
}

/** Replaces `|`, which would begin the parameters. Values with spaces are quoted. */
function row(text: string, parameters: readonly (readonly string[])[]): string {
  const shown = text.replaceAll('|', '¦').replaceAll('\n', ' ');
  if (parameters.length === 0) return shown;
  return `${shown} | ${parameters.map(([name, value = '']) => `${name}=${quoted(value)}`).join(' ')}`;
}

function quoted(value: string): string {
  return /[\s"'|]/.test(value) ? `"${value.replaceAll('"', '\\"')}"` : value;
}
