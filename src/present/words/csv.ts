/** A cell of CSV, quoted if it must be: a spreadsheet must neither break nor run it. */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
