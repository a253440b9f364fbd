// Records the terminal at the top of the READMEs, docs/pictures/terminal{,-zh}.svg:
// npm run --silent build && npx node scripts/record-terminal.ts
// What the built program answers is typed and answered in a loop; CSS only, so that it also moves
// in an <img>. Without motion it is a still of the first and the last command.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeClock } from '../src/host/clock.ts';
import { demoApiKey } from '../src/simulator/demo-accounts.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';
import { cell, columns, drawLine, margin, terminalSvg } from './pictures/terminal-text.ts';

/** `typed` is what the user sees; `run` gives the same answer without an account. */
type Take = { typed: string; run: readonly string[]; typeAt: number; answerAt: number };
type Scene = Take & { top: number; answer: readonly string[] };

const loopSeconds = 15;
const promptAt = [0, 1.3, 6.4];
const takes: readonly Take[] = [
  { typed: 'kimibar', run: ['demo'], typeAt: 0.5, answerAt: 1.3 },
  { typed: 'kimibar breakdown', run: ['demo', 'breakdown'], typeAt: 5, answerAt: 6.4 },
  {
    typed: 'kimibar guard --expect-minutes 60',
    run: ['guard', '--expect-minutes', '60'],
    typeAt: 9.8,
    answerAt: 11.6,
  },
];
/** Rows of the terminal's window. */
const windowRows = 17;
const program = join(import.meta.dirname, '..', 'dist', 'kimibar.cjs');
const pictures = join(import.meta.dirname, '..', 'docs', 'pictures');

await record('terminal.svg', 'C.UTF-8');
await record('terminal-zh.svg', 'zh_CN.UTF-8');

async function record(file: string, locale: string): Promise<void> {
  const scenes: Scene[] = [];
  let top = 0;
  for (const take of takes) {
    const answer = (await run(take.run, locale)).trimEnd().split('\n');
    scenes.push({ ...take, top, answer });
    top += answer.length + 2;
  }
  writeFileSync(join(pictures, file), draw(scenes, top));
}

async function run(args: readonly string[], locale: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'kimibar-recording-'));
  const simulator = await startSimulator({ clock: createNodeClock() });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: locale,
    TZ: 'UTC',
    COLUMNS: String(columns),
    FORCE_COLOR: '1',
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
  };
  // A guard that finds too little exits with 1; its answer is as good.
  const answer = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (_, out, err) => resolve(out || err));
  });
  await simulator.close();
  rmSync(home, { recursive: true, force: true });
  return answer;
}

function draw(scenes: readonly Scene[], end: number): string {
  const [, middle, last] = scenes;
  if (middle === undefined || last === undefined) throw new Error('three commands are recorded');
  const style = [
    `\n.middle{display:none}.last{transform:translateY(${(middle.top - last.top) * cell.height}px)}`,
    '.cover,.cursor{opacity:0}',
    '@media (prefers-reduced-motion:no-preference){',
    '.middle{display:inline}.last{transform:none}.cover{opacity:1}',
    `.screen,.typed,.prompt,.answer,.cursor{animation:${loopSeconds}s infinite}`,
    `.screen{animation-name:scroll}@keyframes scroll{${scroll(scenes, end)}}`,
    ...scenes.map(animate),
    '}',
  ].join('\n');
  return terminalSvg(windowRows, style, [
    `<clipPath id="window"><rect y="${margin}" width="100%" height="${windowRows * cell.height}"/></clipPath>`,
    '<g clip-path="url(#window)"><g class="screen">',
    ...scenes.map(drawScene),
    '</g></g>',
  ]);
}

function drawScene({ typed, top, answer }: Scene, index: number): string {
  const x = (margin + 2 * cell.width).toFixed(1);
  const y = margin + top * cell.height;
  return [
    `<g class="scene ${['first', 'middle', 'last'][index]}"><g class="prompt p${index}">`,
    ...drawLine(`$ ${typed}`, top),
    `<g class="typed t${index}"><rect class="paper cover" x="${x}" y="${y}" width="100%" height="${cell.height}"/>`,
    `<rect class="ink cursor c${index}" x="${x}" y="${y}" width="${cell.width}" height="${cell.height - 2}"/></g></g>`,
    `<g class="answer a${index}">`,
    ...answer.flatMap((line, row) => drawLine(line, top + 1 + row)),
    '</g></g>',
  ].join('\n');
}

/** When the prompt, the letters, the cursor and the answer of one command show. */
function animate({ typed, typeAt, answerAt }: Scene, index: number): string {
  const typedBy = percent(answerAt - 0.3);
  const width = (typed.length * cell.width).toFixed(1);
  return [
    appear('p', index, promptAt[index] ?? 0, loopSeconds),
    appear('a', index, answerAt, loopSeconds),
    appear('c', index, promptAt[index] ?? 0, answerAt),
    `.t${index}{animation-name:t${index}}@keyframes t${index}{0%,${percent(typeAt)}{transform:none;animation-timing-function:steps(${typed.length})}${typedBy},100%{transform:translateX(${width}px)}}`,
  ].join('\n');
}

function appear(kind: string, index: number, from: number, to: number): string {
  const name = `${kind}${index}`;
  const before = from > 0 ? `0%{opacity:0}` : '';
  const after = to < loopSeconds ? `${percent(to)},100%{opacity:0}` : '';
  return `.${name}{animation-name:${name};animation-timing-function:step-end}@keyframes ${name}{${before}${percent(from)}{opacity:1}${after}}`;
}

/** The screen moves up when an answer would not fit, as a terminal's does. */
function scroll(scenes: readonly Scene[], end: number): string {
  const bottoms = scenes.map((_, index) => scenes[index + 1]?.top ?? end - 2);
  const stops = scenes.map(({ answerAt }, index) => {
    const hidden = Math.max(0, (bottoms[index] ?? end) + 1 - windowRows);
    return `${percent(answerAt)}{transform:translateY(${-hidden * cell.height}px);animation-timing-function:step-end}`;
  });
  return `0%{transform:none;animation-timing-function:step-end}${stops.join('')}`;
}

function percent(seconds: number): string {
  return `${((seconds / loopSeconds) * 100).toFixed(2)}%`;
}
