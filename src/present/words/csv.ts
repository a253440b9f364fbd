/** A cell of CSV, quoted if it must be: a spreadsheet must neither break nor run it. */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A row of CSV, and the number of the line that it starts in. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;

/** Parses CSV (RFC 4180), with any line ends and a byte order mark; empty lines are left out. */
export function parseCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let startedAt = 1;
  const source = text.replace(/^\uFEFF/, '');
  cell.lastIndex = 0;
  while (cell.lastIndex < source.length) {
    const at = cell.lastIndex;
    const [whole = '', value = '', end = ''] = cell.exec(source) ?? restOfLine(source, at);
    cell.lastIndex = at + whole.length;
    cells.push(unquoted(value));
    line += whole.split('\n').length - 1;
    if (end === ',' && cell.lastIndex < source.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startedAt, cells });
    cells = [];
    startedAt = line;
  }
  return rows;
}

/** A quote in the wrong place: the rest of the line is one cell, which no reader accepts. */
function restOfLine(source: string, at: number): readonly [string, string, string] {
  const end = source.indexOf('\n', at);
  const whole = end < 0 ? source.slice(at) : source.slice(at, end + 1);
  return [whole, whole, '\n'];
}

/** Without quotes, and without the apostrophe that `csvField` puts before a formula. */
function unquoted(value: string): string {
  const bare = value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value;
  return /^'[=+@\t\r-]/.test(bare) ? bare.slice(1) : bare;
}
