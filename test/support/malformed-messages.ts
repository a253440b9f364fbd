import { pick, type Random } from './random.ts';

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const methods = [
  'tools/call',
  'tools/list',
  'initialize',
  'ping',
  'resources/read',
  '__proto__',
  '',
];
const names = ['kimi_quota', 'kimi_can_start', 'kimi_breakdown', 'constructor', 'toString', ''];

/** One line that a broken or hostile MCP client could send, without its newline. */
export function malformedMessage(random: Random): string | Buffer {
  return pick(random, [notJson, notRpc, wrongCall, wrongCall, cut, bytes, large])(random);
}

function notJson(random: Random): string {
  return pick(random, ['', '{', 'hello', '\u0000', '{"a":1}}', 'NaN', '\uFEFF{}', deep(5000)]);
}

function notRpc(random: Random): string {
  return JSON.stringify({
    jsonrpc: pick<unknown>(random, [1, '1.0', '2.0', null]),
    id: value(random),
    method: random() < 0.2 ? value(random) : pick(random, methods),
    params: value(random),
  });
}

function wrongCall(random: Random): string {
  const args = Object.fromEntries(
    ['minutes', 'points', 'like', 'account', 'by', '__proto__', 'window']
      .filter(() => random() < 0.3)
      .map((name) => [name, value(random)]),
  );
  return JSON.stringify({
    jsonrpc: '2.0',
    id: pick(random, [1, 'x', -1, 1e300]),
    method: 'tools/call',
    params: pick<unknown>(random, [
      { name: pick(random, names), arguments: { ...args, nonsense: value(random) ?? 1 } },
      { name: value(random), arguments: args },
      { name: 'kimi_quota', arguments: value(random) ?? 1 },
      value(random) ?? 1,
    ]),
  });
}

function cut(random: Random): string {
  const whole = wrongCall(random);
  return whole.slice(0, Math.floor(random() * whole.length));
}

function bytes(random: Random): Buffer {
  const length = Math.floor(random() * 200);
  return Buffer.from(
    Array.from({ length }, () => Math.floor(random() * 256)).map((byte) =>
      byte === 10 ? 11 : byte,
    ),
  );
}

function large(random: Random): string {
  return pick(random, [2_000_000, 300_000, 100])
    .toString()
    .padStart(pick(random, [1_200_000, 50_000, 200]), 'x');
}

const values: readonly { readonly is?: unknown }[] = [
  {},
  { is: null },
  { is: true },
  { is: -1 },
  { is: 1e308 },
  { is: '' },
  { is: 'x'.repeat(5000) },
  { is: [] },
  { is: {} },
  { is: [[]] },
  { is: { a: { b: 1 } } },
];

/** Undefined is one of them. */
function value(random: Random): unknown {
  return pick(random, values).is;
}
