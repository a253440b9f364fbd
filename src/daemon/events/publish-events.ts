import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { NotificationSettings, Settings } from '../../config/settings.ts';
import { noticesOf } from '../../domain/notices.ts';
import { wakefulEvents, withSnooze } from '../../domain/snooze.ts';
import type { UsageEvent } from '../../domain/events/usage-event.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { Host } from '../../host/host.ts';
import { mayOthersChange } from '../../host/files/safe-folder.ts';
import { createEventEngine, type EventEngine } from './event-engine.ts';
import { openEventMemoryFile } from '../../store/event-memory-file.ts';
import { openSnoozeFile } from '../../store/snooze-file.ts';
import type { DaemonSettings } from '../daemon-settings.ts';
import { createHookRunner } from './run-hooks.ts';

/** Runs the hooks of what happens. */
export type HookTeller = {
  observe(state: UsageState): void;
  /** Ends what still runs, lets a write finish. */
  close(): Promise<void>;
};

/** Tells what to notify of. */
export type NoticeTeller = {
  /** What there is to show now that the state is this. */
  observe(state: UsageState): readonly UsageEvent[];
  /** Keeps the warnings of this key (`snoozeKey`) quiet until then. Never rejects. */
  snooze(key: string, untilMs: number): Promise<void>;
};

/**
 * For the one program that is always on. What was told is remembered in `events.json` in the data folder. Nothing is run
 * where others could have written the config file at `path`: it would be their program, run as this user.
 */
export function createHookTeller(
  host: Host,
  { path, current }: Pick<DaemonSettings, 'path' | 'current'>,
): HookTeller {
  const engine = openEngine(host, 'events.json', () => current().notifications);
  const runner = createHookRunner(host, rules);

  function rules(): Settings['hooks']['rules'] {
    const { rules: all } = current().hooks;
    if (all.length === 0 || !mayOthersChange(path)) return all;
    host.log.debug('no hook runs: others can change the config file', { path });
    return [];
  }

  return {
    observe(state) {
      for (const event of engine.observe(state)) void runner.run(event);
    },
    async close() {
      await runner.close();
      await engine.flush();
    },
  };
}

/**
 * For the face that shows notifications, in whatever process it runs. It remembers in files of its own, `notices.json` and
 * `snoozes.json`, so that it and the hooks can come and go without each other.
 */
export function createNoticeTeller(host: Host, settings: () => NotificationSettings): NoticeTeller {
  const engine = openEngine(host, 'notices.json', settings);
  const snoozeFile = openSnoozeFile(
    host,
    join(dataFolder(host.env, host.platform), 'snoozes.json'),
  );
  let snoozes = snoozeFile.read();
  return {
    observe(state) {
      const events = engine.observe(state);
      const { enabled, events: shown } = settings();
      return enabled ? wakefulEvents(noticesOf(events, shown), snoozes, host.clock.now()) : [];
    },
    async snooze(key, untilMs) {
      snoozes = withSnooze(snoozes, key, untilMs, host.clock.now());
      try {
        await snoozeFile.write(snoozes);
      } catch (error) {
        host.log.debug('the snooze could not be kept for the next start', {
          reason: String(error),
        });
      }
    },
  };
}

function openEngine(
  host: Host,
  fileName: string,
  settings: () => NotificationSettings,
): EventEngine {
  const memory = openEventMemoryFile(host, join(dataFolder(host.env, host.platform), fileName));
  return createEventEngine({ log: host.log, memory, settings });
}
