import { isNumber, isObject, isOneOf, isShape, isText, optional, type Guard } from './shape.ts';
import type { TokenUse, Wall } from './token-use.ts';

/** Counted records of one computer, for the ledger of another. */
export interface LedgerExport {
  /** A random name, the same in every export of this computer. */
  readonly machine: string;
  /** It has everything that the computer knows from here on. Epoch milliseconds. */
  readonly sinceMs: number;
  readonly uses: readonly TokenUse[];
  readonly walls: readonly Wall[];
}

const format = 'kimibar-breakdown';
const agents = ['kimi-code', 'kimi-cli', 'opencode', 'claude-code'] as const;

/** Tokens and calls: whole numbers from 0. */
const isCount: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const isHead = isShape<{ format: string; version: number; machine: string; sinceMs: number }>({
  format: isOneOf(format),
  version: isOneOf(1),
  machine: (value): value is string => isText(value) && /^[\w-]{8,64}$/.test(value),
  sinceMs: isNumber,
});

const isTokenUse = isShape<TokenUse>({
  at: isCount,
  agent: isOneOf(...agents),
  sessionId: isText,
  subagent: isText,
  project: isText,
  model: isText,
  provider: isText,
  certainty: isOneOf('exact', 'probable'),
  origin: optional(isOneOf('attended', 'unattended')),
  tokens: isShape({ input: isCount, output: isCount, cacheRead: isCount, cacheCreation: isCount }),
  calls: isCount,
});

const isWall = isShape<Wall>({
  at: isCount,
  agent: isOneOf(...agents),
  sessionId: isText,
  code: isText,
  window: optional(isOneOf('session', 'weekly', 'monthly')),
});

/** As text: a line that names the format, then one line of JSON for each record. */
export function formatLedgerExport({ machine, sinceMs, uses, walls }: LedgerExport): string {
  const lines = [
    { format, version: 1, machine, sinceMs },
    ...uses.map((use) => ({ use })),
    ...walls.map((wall) => ({ wall })),
  ];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/**
 * Parses an export. All or nothing: gives the number of the first bad line otherwise, which is 1 if
 * it is something else.
 */
export function parseLedgerExport(text: string): LedgerExport | { readonly badLine: number } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [head, ...records] = lines.map(parseJson);
  if (!isHead(head)) return { badLine: 1 };
  const uses: TokenUse[] = [];
  const walls: Wall[] = [];
  for (const [index, record] of records.entries()) {
    if (!isObject(record)) return { badLine: index + 2 };
    const { use, wall } = record;
    if (isTokenUse(use)) uses.push(use);
    else if (isWall(wall)) walls.push(wall);
    else return { badLine: index + 2 };
  }
  return { machine: head.machine, sinceMs: head.sinceMs, uses, walls };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
