import type { Env } from '../../host/host.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import type { IconBackground } from '../icon-colours.ts';
import { hasGnomePanel } from './desktop.ts';

const portal = 'org.freedesktop.portal.Desktop';
const portalPath = '/org/freedesktop/portal/desktop';
const settings = 'org.freedesktop.portal.Settings';
const appearance = 'org.freedesktop.appearance';

/**
 * The likely background of the panel. A desktop that prefers dark has dark panels; one that does
 * not may have either. Reads the portal only if it is running: a call would start it.
 */
export async function panelBackground(bus: SessionBus, env: Env): Promise<IconBackground> {
  if (hasGnomePanel(env)) return 'dark';
  try {
    if (!(await bus.hasOwner(portal))) return 'unknown';
    const call = {
      destination: portal,
      path: portalPath,
      interface: settings,
      member: 'Read',
      signature: 'ss',
    };
    const [value] = await bus.call({ ...call, body: [appearance, 'color-scheme'] });
    return backgroundOf(value);
  } catch {
    return 'unknown';
  }
}

/** Calls `listener` whenever the user switches between light and dark. */
export async function onBackgroundChange(
  bus: SessionBus,
  env: Env,
  listener: (background: IconBackground) => void,
): Promise<void> {
  if (hasGnomePanel(env)) return;
  const rule = {
    interface: settings,
    member: 'SettingChanged',
    path: portalPath,
    firstArgument: appearance,
  };
  await bus.listen(rule, ([, key, value]) => {
    if (key === 'color-scheme') listener(backgroundOf(value));
  });
}

/** 1 prefers dark. Older portals wrap the number in two variants. */
function backgroundOf(variant: unknown): IconBackground {
  const value = variantValue(variant);
  return value === 1 || variantValue(value) === 1 ? 'dark' : 'unknown';
}
