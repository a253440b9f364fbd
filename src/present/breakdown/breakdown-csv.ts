import type { Breakdown } from '../../domain/breakdown.ts';
import { cleanText } from '../words/clean-text.ts';
import { csvField } from '../words/csv.ts';
import { formatUtc } from '../words/time.ts';
import { rowLabel } from './row-label.ts';

/** In UTF-16 units: a path has at most this many bytes. */
const maxKeyLength = 4096;

const header = [
  'key',
  'label',
  'input',
  'output',
  'cache_read',
  'cache_creation',
  'calls',
  'sessions',
  'first_at',
  'last_at',
  'points',
  'points_low',
  'points_high',
];

/** The rows of a breakdown as CSV (RFC 4180: CRLF, a header line); points are empty if unknown. */
export function breakdownCsv({ rows, by }: Breakdown): string {
  const lines = rows.map((row) => {
    const { tokens, sessions, firstAt, lastAt, quota } = row;
    return [
      by === 'hour' ? (formatUtc(Number(row.key)) ?? '') : cleanText(row.key, maxKeyLength),
      rowLabel(row, by),
      tokens.input,
      tokens.output,
      tokens.cacheRead,
      tokens.cacheCreation,
      tokens.calls,
      sessions,
      formatUtc(firstAt) ?? '',
      formatUtc(lastAt) ?? '',
      ...[quota?.points, quota?.low, quota?.high].map((points) => points?.toFixed(2) ?? ''),
    ];
  });
  return [header, ...lines].map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('');
}
