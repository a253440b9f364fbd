import type { Env } from '../../host/host.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import type { IconGround } from '../icon-colours.ts';

const portal = 'org.freedesktop.portal.Desktop';
const portalPath = '/org/freedesktop/portal/desktop';
const settings = 'org.freedesktop.portal.Settings';
const appearance = 'org.freedesktop.appearance';

/**
 * What the panel's ground is likely to be. GNOME's is always dark; elsewhere a desktop that prefers dark has dark panels,
 * one that does not may have either. The portal is asked only where it runs already.
 */
export async function panelGround(bus: SessionBus, env: Env): Promise<IconGround> {
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
    return groundOf(value);
  } catch {
    return 'unknown';
  }
}

/** Calls back when the person changes over. */
export async function onGroundChange(
  bus: SessionBus,
  env: Env,
  listener: (ground: IconGround) => void,
): Promise<void> {
  if (isGnome(env)) return;
  const rule = {
    interface: settings,
    member: 'SettingChanged',
    path: portalPath,
    firstArgument: appearance,
  };
  await bus.listen(rule, ([, key, value]) => {
    if (key === 'color-scheme') listener(groundOf(value));
  });
}

function isGnome(env: Env): boolean {
  return /gnome|unity/i.test(env['XDG_CURRENT_DESKTOP'] ?? '');
}

/** 1 prefers dark. Older portals wrap the number twice. */
function groundOf(variant: unknown): IconGround {
  const value = variantValue(variant);
  return value === 1 || variantValue(value) === 1 ? 'dark' : 'unknown';
}
