import { usageView } from '../../src/present/usage-view.ts';
import { meterIcon, type MeterIcon } from '../../src/tray/meter-icon.ts';
import { outcomeOf, scenarioNowMs } from './scenario-outcome.ts';

export type IconState = { readonly name: string; readonly icon: MeterIcon };

/** The icon in the states that a glance must tell apart, from the simulated Kimi's responses. */
export async function iconStates(): Promise<readonly IconState[]> {
  const [fresh, short, out, monthOut, signedOut] = await Promise.all(
    (['fresh-week', 'everyday', 'session-out', 'monthly-exhausted', 'status-401'] as const).map(
      async (scenario) => {
        const outcome = await outcomeOf(scenario);
        return { outcome, icon: iconOf(outcome) };
      },
    ),
  );
  if (!fresh || !short || !out || !monthOut || !signedOut) throw new Error('no icons');
  if (short.outcome.kind === 'failed') throw new Error('no usage');
  const offline = {
    kind: 'failed',
    failure: { kind: 'offline' },
    attempts: [],
    lastGood: short.outcome.snapshot,
  } as const;
  return [
    { name: 'fresh', icon: fresh.icon },
    { name: 'runs short', icon: short.icon },
    { name: 'used up', icon: out.icon },
    { name: 'month used up', icon: monthOut.icon },
    { name: 'stale', icon: iconOf(offline) },
    { name: 'signed out', icon: signedOut.icon },
  ];
}

function iconOf(outcome: Awaited<ReturnType<typeof outcomeOf>>): MeterIcon {
  return meterIcon(usageView(outcome, { nowMs: scenarioNowMs, meters: 'left' }));
}
