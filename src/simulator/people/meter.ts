import type { PersonPlan } from './person.ts';

export type MeteredWindowId = 'session' | 'weekly' | 'monthly';

/** A window as the hidden metering counts it. */
export type MeteredWindow = {
  readonly id: MeteredWindowId;
  /** In units, as is `used`. */
  readonly capacity: number;
  used: number;
  /** Undefined for a session that has not begun. */
  endsAtMs: number | undefined;
};

const minuteMs = 60_000;
const sessionMs = 300 * minuteMs;
const weekMs = 10_080 * minuteMs;

/**
 * Counts use against every window, as Kimi does: nothing is used while a window is used up. Moments
 * must not go back.
 */
export class Meter {
  readonly #anchorMs: number;
  readonly windows: readonly MeteredWindow[];

  /** Weeks and months are counted from the anchor, the moment of the subscription. */
  constructor(plan: PersonPlan, anchorMs: number, windows?: readonly MeteredWindow[]) {
    this.#anchorMs = anchorMs;
    this.windows = windows ?? windowsOf(plan);
  }

  copy(plan: PersonPlan): Meter {
    return new Meter(
      plan,
      this.#anchorMs,
      this.windows.map((window) => ({ ...window })),
    );
  }

  /** Resets what has ended by now. */
  advance(atMs: number): void {
    for (const window of this.windows) {
      if (window.endsAtMs !== undefined && window.endsAtMs > atMs) continue;
      if (window.id === 'session' && window.endsAtMs === undefined) continue;
      window.used = 0;
      window.endsAtMs = this.#nextEnd(window.id, atMs);
    }
  }

  /** The used-up window that resets last, if any. */
  blockedBy(): MeteredWindow | undefined {
    let last: MeteredWindow | undefined;
    for (const window of this.windows)
      if (window.used >= window.capacity && (window.endsAtMs ?? 0) > (last?.endsAtMs ?? -1))
        last = window;
    return last;
  }

  /** What is left for a moment: the least of all windows. */
  left(): number {
    return Math.max(0, Math.min(...this.windows.map(({ capacity, used }) => capacity - used)));
  }

  /** Counts use; the caller checks `blockedBy` first. The last call may overdraw. */
  spend(atMs: number, units: number): void {
    for (const window of this.windows) {
      if (window.endsAtMs === undefined) window.endsAtMs = atMs + sessionMs;
      window.used += units;
    }
  }

  #nextEnd(id: MeteredWindowId, atMs: number): number | undefined {
    if (id === 'session') return undefined;
    if (id === 'weekly')
      return this.#anchorMs + (Math.floor((atMs - this.#anchorMs) / weekMs) + 1) * weekMs;
    let months = 1;
    while (monthsAfter(this.#anchorMs, months) <= atMs) months += 1;
    return monthsAfter(this.#anchorMs, months);
  }
}

function windowsOf({ session, weekly, monthly }: PersonPlan): readonly MeteredWindow[] {
  const capacities = { session, weekly, monthly };
  return (['session', 'weekly', 'monthly'] as const).flatMap((id) => {
    const capacity = capacities[id];
    return capacity === undefined ? [] : [{ id, capacity, used: 0, endsAtMs: undefined }];
  });
}

function monthsAfter(atMs: number, months: number): number {
  const at = new Date(atMs);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0));
  const day = Math.min(at.getUTCDate(), lastDay.getUTCDate());
  return Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), day) + (atMs % 86_400_000);
}
