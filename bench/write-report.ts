import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { verdict, type Section } from './figure.ts';

/**
 * Writes the whole table as Markdown. It says only as much about the machine as the figures depend
 * on.
 */
export function writeReport(
  path: string,
  sections: readonly Section[],
  measuredAtMs: number,
): void {
  const day = new Date(measuredAtMs).toISOString().slice(0, 10);
  const text = [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${day}: Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} CPUs. ` +
      'Every ratio comes from one run in which both sides took turns, so a busy machine slows both; trust the ratios, not the milliseconds. ' +
      'Times are medians, processes are timed from outside, from spawn to exit. The service is the built-in simulated Kimi on loopback.',
    ...sections.map(sectionText),
  ].join('\n\n');
  writeFileSync(path, `${text}\n`);
}

function sectionText({ title, beside, figures, note }: Section): string {
  const rows = figures.map((figure) => {
    const cells = [
      figure.name,
      figure.value,
      figure.beside ?? '–',
      figure.ratio?.toFixed(2) ?? '–',
      verdict(figure),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const told = note === undefined ? [] : [note, ''];
  return [
    `## ${title}`,
    '',
    ...told,
    `| | measured | ${beside} | ratio | goal |`,
    '|---|---:|---:|---:|---|',
    ...rows,
  ].join('\n');
}
