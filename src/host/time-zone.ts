/**
 * The system's time zone as an IANA name; `UTC` for a `TZ` that names none, such as
 * `:/etc/localtime` or `UTC0`: then Node's Intl has no name, whatever its type says.
 */
export function readTimeZone(): string {
  const { timeZone }: { timeZone?: string } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === undefined || timeZone === 'Etc/Unknown' ? 'UTC' : timeZone;
}
