import type { KimiSite } from '../../domain/kimi-site.ts';
import { formatAge } from '../words/time.ts';
import { verdictText } from '../verdict/verdict-text.ts';
import { cleanText, markupText } from '../words/clean-text.ts';
import { cutToWidth } from '../words/columns.ts';
import { wholeShare } from '../words/shares.ts';
import { bareText, stateText, statusLine, windowText, type StatusWords } from './status-line.ts';
import { statusClass, type StatusClass, type StatusView } from './status-view.ts';
import type { StatusTarget } from './status-target.ts';
import { fillTemplate } from './status-template.ts';
import { swiftbarMenu, type SwiftbarActions } from './swiftbar-menu.ts';
import { statusRow } from './status-row.ts';

export type StatusOptions = {
  /** A custom template instead of the default line. */
  readonly format?: string | undefined;
  /** Maximum width; if absent, 40 for the default line and unlimited for a template. */
  readonly columns?: number | undefined;
  readonly colour: boolean;
  /** For SwiftBar's menu; the mainland's if undefined. */
  readonly site?: KimiSite | undefined;
  /** For SwiftBar's menu. */
  readonly actions: SwiftbarActions;
};

/** In UTF-16 units; a longer line is surely an error. */
const maxLineLength = 1000;

/** For short, urgent or used up, and stale: visible on light and dark bars. */
const shortColour = '#C49200';
const alarmColour = '#E5484D';
const staleColour = '#8A8A8A';
/** The same in a terminal, whose theme decides how they look. */
const ansiCodes = { [shortColour]: '33', [alarmColour]: '31', [staleColour]: '2' } as const;

/**
 * The complete output for a tool: a line of text, or the tool's own format. No newline at the end.
 */
export function statusOutput(
  target: StatusTarget,
  view: StatusView,
  words: StatusWords,
  options: StatusOptions,
): string {
  const line = lineOf(view, words, options);
  const colour = options.colour ? colourOf(statusClass(view)) : undefined;
  switch (target) {
    case 'claude-code':
      return colour === undefined ? line : `\u001B[${ansiCodes[colour]}m${line}\u001B[0m`;
    case 'tmux':
      return tmuxText(line, colour);
    case 'waybar':
      return JSON.stringify(waybarModule(line, view, words));
    case 'i3blocks':
      return [line, shortText(view, words), ...(colour === undefined ? [] : [colour])].join('\n');
    case 'zsh':
      // A prompt is a format, too.
      return line.replaceAll('%', '%%');
    case 'polybar':
      return polybarText(line, colour);
    case 'starship':
      return promptText(line);
    case 'swiftbar':
      return swiftbarMenu(view, words, {
        line,
        actions: options.actions,
        site: options.site,
        colour,
      });
    default:
      return line;
  }
}

function lineOf(view: StatusView, words: StatusWords, { format, columns }: StatusOptions): string {
  if (format === undefined || view.kind !== 'usage') return statusLine(view, words, columns);
  const line = cleanText(fillTemplate(format, view, words), maxLineLength);
  return columns === undefined ? line : cutToWidth(line, columns, '…');
}

function colourOf(state: StatusClass): keyof typeof ansiCodes | undefined {
  if (state === 'busy') return shortColour;
  if (state === 'nearly-out' || state === 'out') return alarmColour;
  return state === 'stale' ? staleColour : undefined;
}

/** Escapes `#`, which begins a format in tmux. */
function tmuxText(line: string, colour: string | undefined): string {
  const text = line.replaceAll('#', '##');
  return colour === undefined ? text : `#[fg=${colour}]${text}#[default]`;
}

/** Escapes `%{`, which begins a formatting block in polybar. */
function polybarText(line: string, colour: string | undefined): string {
  const text = line.replaceAll('%{', '% {');
  return colour === undefined ? text : `%{F${colour}}${text}%{F-}`;
}

/**
 * A part of a shell's prompt. Before 1.20, starship leaves it to bash, which would run `$(…)` and
 * backticks of a plan's name (CVE-2024-41815).
 */
function promptText(line: string): string {
  return line.replaceAll('`', "'").replaceAll(/\$(?=[^\d\s])/g, '$ ');
}

/** A waybar custom module with `return-type: json`. Text and tooltip are Pango markup. */
function waybarModule(line: string, view: StatusView, words: StatusWords) {
  const state = statusClass(view);
  const tightest = view.kind === 'usage' ? view.tightest : undefined;
  return {
    text: markupText(line),
    tooltip: markupText(tooltip(view, words)),
    class: state,
    alt: state,
    percentage: tightest === undefined ? undefined : wholeShare(tightest.leftPercent, 'left'),
  };
}

/** The verdict, the plan, a row per window, the age. */
function tooltip(view: StatusView, words: StatusWords): string {
  if (view.kind !== 'usage') return `${words.usage.product} · ${stateText(view, words)}`;
  const heading = [words.usage.product, ...(view.plan === undefined ? [] : [view.plan])].join(
    ' · ',
  );
  const rows = view.rows.map((row) => statusRow(row, view.meters, words));
  const { first, brief } = verdictText(view.usage, words);
  return [
    first,
    ...(brief === '' ? [] : [brief]),
    heading,
    ...rows,
    formatAge(view.ageMs, words),
  ].join('\n');
}

/** For a bar that is short of room: only the tightest window. */
function shortText(view: StatusView, words: StatusWords): string {
  if (view.kind !== 'usage' || view.tightest === undefined) return words.statusLine.product;
  const { meters, tightest } = view;
  // What is left needs no word; what is used does.
  const text =
    meters === 'left' ? bareText(tightest, meters, words) : windowText(tightest, meters, words);
  return `${view.stale ? '⚠ ' : ''}${text}`;
}
