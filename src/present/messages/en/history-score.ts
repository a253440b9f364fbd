/** Texts of `kimibar history score`. */
export const historyScore = {
  none: 'Nothing to score yet: no watched window has reached its reset. Keep kimibar serve, tray or a status line running.',
  counts: (periods: number, forecasts: number) =>
    `${periods} ${periods === 1 ? 'period' : 'periods'}, ${forecasts} forecasts`,
  usedByElapsed: 'used / elapsed',
  lastHalfHour: 'last 30 minutes',
  error: 'error',
  brier: 'Brier',
  band: 'in the band',
  legend:
    'error: of the share used at the reset, in points. Brier: of the probability of running out, 0 is best.\nin the band: outcomes within the 80% range; 80% is right. More: docs/forecast.md',
};
