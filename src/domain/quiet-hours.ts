/**
 * A daily period without notifications: local times `HH:MM`, past midnight if `to` is not after
 * `from`.
 */
export type QuietHours = { readonly from: string; readonly to: string };

/** Whether a time (epoch milliseconds) is in the quiet hours; `from` is included, `to` is not. */
export function isQuietAt(atMs: number, hours: QuietHours | undefined): boolean {
  const from = minutesOf(hours?.from);
  const to = minutesOf(hours?.to);
  if (from === undefined || to === undefined || from === to) return false;
  const local = new Date(atMs);
  const now = local.getHours() * 60 + local.getMinutes();
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** Whether a text is a time for quiet hours. */
export function isTimeOfDay(text: string): boolean {
  return minutesOf(text) !== undefined;
}

/** Minutes since midnight of `HH:MM`; undefined for any other text. `24:00` is not a time. */
function minutesOf(time: string | undefined): number | undefined {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time ?? '');
  return parts === null ? undefined : Number(parts[1]) * 60 + Number(parts[2]);
}
