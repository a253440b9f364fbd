// Preload this with `--import`: the program's clock then runs `KIMIBAR_TEST_SPEED` times as fast
// from the moment `KIMIBAR_TEST_HURRY_FROM` on (epoch milliseconds), and so do its longer timers.
import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';

const speed = Number(process.env['KIMIBAR_TEST_SPEED'] ?? 1);
/** The time limit of a request: the simulator answers in real time, on a busy machine late. */
const longestLimitMs = 20_000;

const fromMs = Number(process.env['KIMIBAR_TEST_HURRY_FROM'] ?? 0);

/** The moment by a clock that runs faster from `fromMs` on. */
export function hurriedNow(realMs: number, from: number, factor: number): number {
  return realMs < from ? realMs : from + (realMs - from) * factor;
}

if (process.env['KIMIBAR_TEST_SPEED'] !== undefined) {
  const now = Date.now;
  Date.now = () => Math.floor(hurriedNow(now(), fromMs, speed));
  const sleep = timers.setTimeout;
  Reflect.set(timers, 'setTimeout', (ms: number, ...more: [unknown, object]) =>
    sleep(ms > longestLimitMs ? ms / speed : ms, ...more),
  );
  syncBuiltinESMExports();
}
