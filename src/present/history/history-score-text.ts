import {
  scoredMethods,
  type ScoredMethod,
  type WindowScore,
} from '../../domain/forecast/score-history.ts';
import type { Messages } from '../messages.ts';
import { padAfter, padBefore, displayWidth } from '../words/columns.ts';
import { windowLabel } from '../words/windows.ts';

/** The scores as a table for each window; one sentence if there are none. */
export function historyScoreText(scores: readonly WindowScore[], messages: Messages): string {
  const words = messages.historyScore;
  if (scores.length === 0) return words.none;
  return [...scores.map((one) => windowTable(one, messages)), words.legend].join('\n\n');
}

function windowTable(score: WindowScore, messages: Messages): string {
  const words = messages.historyScore;
  const { windowId, periods, scores } = score;
  const names: Record<ScoredMethod, string> = {
    kimibar: 'KimiBar',
    'used-by-elapsed': words.usedByElapsed,
    'last-30-minutes': words.lastHalfHour,
  };
  const rows = scoredMethods.map((method) => {
    const { error, brier, coverage } = scores[method];
    const band = coverage === undefined ? '' : `${Math.round(coverage * 100)}%`;
    return [names[method], error.toFixed(1), brier.toFixed(3), band];
  });
  const head = ['', words.error, words.brier, words.band];
  const label = windowLabel({ id: windowId, lengthMinutes: undefined }, messages);
  const title = `${label} · ${words.counts(periods, scores.kimibar.count)}`;
  return [title, ...columns([head, ...rows])].join('\n');
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? padAfter : padBefore)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
