import { tryList, tryReadText } from './files/try-read.ts';
import type { Host } from './host.ts';

const timeoutMs = 2_000;
/** Below this a discharging battery is saved even if no power saver is on. */
const lowPercent = 20;

/**
 * Is the machine saving its battery? Linux: the power profile (`low-power`, set by the desktop's
 * power saver) or a discharging battery at 20 % or less (`/sys/class/power_supply`, kernel
 * documentation `sysfs-class-power`). macOS: `pmset -g` says `lowpowermode 1`. False elsewhere, and
 * if it is unknown.
 */
export async function savesBattery({
  files,
  commands,
  platform,
}: Pick<Host, 'files' | 'commands' | 'platform'>): Promise<boolean> {
  if (platform.os === 'linux')
    return (
      readLine(files, '/sys/firmware/acpi/platform_profile') === 'low-power' || isNearlyEmpty(files)
    );
  if (platform.os !== 'darwin') return false;
  const result = await commands.run('/usr/bin/pmset', ['-g'], { timeoutMs });
  return result.kind === 'ran' && /^\s*lowpowermode\s+1\b/m.test(result.stdout);
}

function isNearlyEmpty(files: Host['files']): boolean {
  const folder = '/sys/class/power_supply';
  const batteries = tryList(files, folder).map((name) => `${folder}/${name}`);
  return batteries.some((battery) => {
    // A mouse has a battery too, with the scope "Device".
    if (
      readLine(files, `${battery}/type`) !== 'Battery' ||
      readLine(files, `${battery}/scope`) === 'Device'
    )
      return false;
    const percent = Number(readLine(files, `${battery}/capacity`) ?? Number.NaN);
    return readLine(files, `${battery}/status`) === 'Discharging' && percent <= lowPercent;
  });
}

function readLine(files: Host['files'], path: string): string | undefined {
  return tryReadText(files, path)?.trim();
}
