import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure } from './figure.ts';
import { busySeconds, residentMb, shortestBusySeconds } from './process-cost.ts';
import { desktopPrograms, setDesktop } from '../test/support/desktop/desktop.ts';
import { xfce } from '../test/support/desktop/panels.ts';
import { missingPrograms, quietConfig } from '../test/support/desktop/session.ts';
import { eventually } from '../test/support/until.ts';
import { menuRows, shownItem } from '../test/support/desktop/tray-item.ts';

/**
 * Until the panel has the icon, usage is shown, all code is loaded, and V8 has collected the
 * garbage of that.
 */
const settlesMs = 30_000;
const measuredSeconds = 30;
/** In addition to bare Node's. */
const mostMemory = 1.7;
/** 0.2 s in ten minutes. One tick is the smallest unit. */
const mostBusySeconds = Math.max(shortestBusySeconds, (0.2 / 600) * measuredSeconds);

/**
 * The built program untouched, then after its page was opened, beside a Node that does nothing in
 * the same session. Needs Linux with a panel and a screen for it, see `.ci/run`.
 */
export async function measureTray(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const [memory, busy, seen] = [
    'memory',
    `processor time in ${measuredSeconds} s`,
    'memory once the page was opened',
  ];
  if (missingPrograms(...desktopPrograms, xfce.program) !== undefined) {
    return [memory, busy, seen].map((name) => ({ name, value: 'not measured' }));
  }
  const ends: (() => unknown)[] = [];
  // The session sets HOME itself.
  const { KIMI_CODE_API_KEY = '', KIMI_CODE_BASE_URL = '', KIMI_WEB_BASE_URL = '' } = env;
  try {
    const desktop = await setDesktop(
      { after: (end?: unknown) => void ends.push(end as () => unknown) },
      { ...xfce.files, ...quietConfig },
    );
    desktop.start(xfce.program);
    const bare = desktop.start(process.execPath, ['-e', 'setInterval(() => {}, 1e9)']);
    const tray = desktop.start(process.execPath, [program, 'tray'], {
      KIMI_CODE_API_KEY,
      KIMI_CODE_BASE_URL,
      KIMI_WEB_BASE_URL,
    });
    const item = await eventually(() => shownItem(desktop.bus), 'the icon');
    await eventually(
      async () => (await menuRows(desktop.bus, item)).find(({ label }) => label.includes('Weekly')),
      'the rows',
    );
    await sleep(settlesMs);
    const before = busySeconds(tray.pid ?? 0);
    await sleep(measuredSeconds * 1000);
    const seconds = busySeconds(tray.pid ?? 0) - before;
    const atRest = memoryFigure(memory, tray, bare);
    await lookAtPage(desktop.folder);
    return [
      atRest,
      memoryFigure(seen, tray, bare),
      {
        name: busy,
        value: `${seconds.toFixed(2)} s`,
        goal: atMost(seconds, mostBusySeconds, `≤ ${mostBusySeconds.toFixed(2)} s`),
      },
    ];
  } finally {
    for (const end of ends) await end();
  }
}

function memoryFigure(name: string, program: ChildProcess, bare: ChildProcess): Figure {
  const [memoryMb, bareMb] = [residentMb(program), residentMb(bare)];
  const ratio = memoryMb / bareMb;
  return {
    name,
    value: `${memoryMb.toFixed(1)} MB`,
    beside: `${bareMb.toFixed(1)} MB`,
    ratio,
    goal: atMost(ratio, mostMemory),
  };
}

/** Requests everything that a browser would. */
async function lookAtPage(home: string): Promise<void> {
  const schedule = readFileSync(join(home, '.local', 'share', 'kimibar', 'schedule.json'), 'utf8');
  const { url } = JSON.parse(schedule) as { readonly url: string };
  for (const path of [
    '',
    'api/v1/state',
    'api/v1/settings',
    'api/v1/history?window=session&since=24h',
  ]) {
    await (await fetch(new URL(path, url))).text();
  }
}
