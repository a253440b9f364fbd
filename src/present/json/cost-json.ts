import { totalTokens, type Breakdown } from '../../domain/breakdown.ts';
import { cleanText } from '../words/clean-text.ts';
import { formatUtc } from '../words/time.ts';

/**
 * A breakdown by day in the form of CodexBar's `cost`. Kimi Code is paid by subscription, so the
 * keys for money are absent: a 0 would be false.
 */
export function costRecords({ rows, tokens, untilMs }: Breakdown): readonly object[] {
  const daily = rows.map(({ key, tokens: ofDay, models }) => ({
    date: key,
    inputTokens: ofDay.input,
    outputTokens: ofDay.output,
    cacheReadTokens: ofDay.cacheRead,
    cacheCreationTokens: ofDay.cacheCreation,
    totalTokens: totalTokens(ofDay),
    modelsUsed: models.map((model) => cleanText(model)),
  }));
  return [
    {
      provider: 'kimi',
      source: 'local',
      updatedAt: formatUtc(untilMs),
      sessionTokens: daily.at(-1)?.totalTokens ?? 0,
      last30DaysTokens: totalTokens(tokens),
      daily,
      totals: {
        totalInputTokens: tokens.input,
        totalOutputTokens: tokens.output,
        cacheReadTokens: tokens.cacheRead,
        cacheCreationTokens: tokens.cacheCreation,
        totalTokens: totalTokens(tokens),
      },
    },
  ];
}
