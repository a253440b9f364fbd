const units = [
  { size: 1e9, name: 'G' },
  { size: 1e6, name: 'M' },
  { size: 1e3, name: 'k' },
];

/** A count, or an estimate of one, in at most five characters: `0`, `999`, `1.2k`, `5.5G`. */
export function formatTokens(count: number): string {
  for (const { size, name } of units) {
    // 999,950 and more would be rounded to 1000k.
    if (count < size * 0.9995) continue;
    const value = count / size;
    return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${name}`;
  }
  return String(Math.round(count));
}
