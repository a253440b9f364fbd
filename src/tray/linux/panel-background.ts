import type { Env } from '../../host/host.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import type { IconBackground } from '../icon-colours.ts';

const portal = 'org.freedesktop.portal.Desktop';
const portalPath = '/org/freedesktop/portal/desktop';
const settings = 'org.freedesktop.portal.Settings';
const appearance = 'org.freedesktop.appearance';

/**
 * What the panel's background is likely to be. GNOME's is always dark; elsewhere a desktop that prefers dark has dark panels,
 * one that does not may have either. The portal is asked only where it runs already.
 */
export async function panelBackground(bus: SessionBus, env: Env): Promise<IconBackground> {
  if (isGnome(env)) return 'dark';
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

/** Calls back when the person changes over. */
export async function onBackgroundChange(
  bus: SessionBus,
  env: Env,
  listener: (background: IconBackground) => void,
): Promise<void> {
  if (isGnome(env)) return;
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

function isGnome(env: Env): boolean {
  return /gnome|unity/i.test(env['XDG_CURRENT_DESKTOP'] ?? '');
}

/** 1 prefers dark. Older portals wrap the number twice. */
function backgroundOf(variant: unknown): IconBackground {
  const value = variantValue(variant);
  return value === 1 || variantValue(value) === 1 ? 'dark' : 'unknown';
}
