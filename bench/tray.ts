import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure } from './figure.ts';
import { busySeconds, residentMb, shortestBusySeconds } from './process-cost.ts';
import { desktopPrograms, setDesktop } from '../test/support/desktop/desktop.ts';
import { xfce } from '../test/support/desktop/panels.ts';
import { eventually, missingPrograms, quietConfig } from '../test/support/desktop/session.ts';
import { menuRows, shownItem } from '../test/support/desktop/tray-item.ts';

/** Until the panel has the icon, the first reading is shown and all code is loaded. */
const settlesMs = 5_000;
const measuredSeconds = 30;
/** Of bare Node's. */
const mostMemory = 1.7;
/** 0.2 s in ten minutes; one tick is the least that can be told. */
const mostBusySeconds = Math.max(shortestBusySeconds, (0.2 / 600) * measuredSeconds);

/** The built program that nobody touches, and in the same session a Node that does nothing. Needs Linux with a panel and a screen for it, see `.ci/run`. */
export async function measureTray(program: string, env: Readonly<Record<string, string>>): Promise<readonly Figure[]> {
  const [memory, busy] = ['memory', `processor time in ${measuredSeconds} s`];
  if (missingPrograms(...desktopPrograms, xfce.program) !== undefined) {
    return [memory, busy].map((name) => ({ name, value: 'not measured' }));
  }
  const ends: (() => unknown)[] = [];
  // The session sets HOME itself.
  const { KIMI_CODE_API_KEY = '', KIMI_CODE_BASE_URL = '', KIMI_WEB_BASE_URL = '' } = env;
  try {
    const desktop = await setDesktop({ after: (end?: unknown) => void ends.push(end as () => unknown) }, { ...xfce.files, ...quietConfig });
    desktop.start(xfce.program);
    const bare = desktop.start(process.execPath, ['-e', 'setInterval(() => {}, 1e9)']);
    const tray = desktop.start(process.execPath, [program, 'tray'], { KIMI_CODE_API_KEY, KIMI_CODE_BASE_URL, KIMI_WEB_BASE_URL });
    const item = await eventually(() => shownItem(desktop.bus), 'the icon');
    await eventually(async () => (await menuRows(desktop.bus, item)).find(({ label }) => label.startsWith('Weekly')), 'the rows');
    await sleep(settlesMs);
    const before = busySeconds(tray.pid ?? 0);
    await sleep(measuredSeconds * 1000);
    const seconds = busySeconds(tray.pid ?? 0) - before;
    const [memoryMb, bareMb] = [residentMb(tray), residentMb(bare)];
    const ratio = memoryMb / bareMb;
    return [
      { name: memory, value: `${memoryMb.toFixed(1)} MB`, beside: `${bareMb.toFixed(1)} MB`, ratio, goal: atMost(ratio, mostMemory) },
      { name: busy, value: `${seconds.toFixed(2)} s`, goal: atMost(seconds, mostBusySeconds, `≤ ${mostBusySeconds.toFixed(2)} s`) },
    ];
  } finally {
    for (const end of ends) await end();
  }
}
