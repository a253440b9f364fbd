import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { NotificationSettings, Settings } from '../../config/settings.ts';
import { noticesOf } from '../../domain/notices.ts';
import { wakefulEvents, withSnooze } from '../../domain/snooze.ts';
import type { UsageEvent } from '../../domain/events/usage-event.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { Host } from '../../host/host.ts';
import { mayOthersChange } from '../../host/files/safe-folder.ts';
import { EventEngine } from './event-engine.ts';
import { openEventMemoryFile } from '../../store/event-memory-file.ts';
import { openSnoozeFile } from '../../store/snooze-file.ts';
import { HookRunner } from './run-hooks.ts';

/** Runs hooks on events. */
export type EventHooks = {
  observe(state: UsageState): void;
  /** Kills hooks that still run, lets a write finish. */
  close(): Promise<void>;
};

/** Finds the events to notify of. */
export type EventNotices = {
  /** The notifications to show now. */
  observe(state: UsageState): readonly UsageEvent[];
  /** Suppresses warnings with this key (`snoozeKey`) until then. Never rejects. */
  snooze(key: string, untilMs: number): Promise<void>;
};

/** The settings of a program that runs for long: they may change. */
type HookSettings = {
  /** The config file. */
  readonly path: string;
  current(): Pick<Settings, 'hooks' | 'notifications'>;
};

/**
 * For the daemon. Past events are remembered in `events.json` in the data folder. No hook runs if
 * others can write to the config file: it would be their program, run as this user.
 */
export function createEventHooks(host: Host, { path, current }: HookSettings): EventHooks {
  const engine = openEventEngine(host, 'events.json', () => current().notifications);
  const runner = new HookRunner(host, safeRules);

  function safeRules(): Settings['hooks']['rules'] {
    const { rules } = current().hooks;
    if (rules.length === 0 || !mayOthersChange(path)) return rules;
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
 * For the face that shows notifications, in whatever process it runs. Has files of its own,
 * `notices.json` and `snoozes.json`, so that it does not depend on hooks.
 */
export function createEventNotices(host: Host, settings: () => NotificationSettings): EventNotices {
  const engine = openEventEngine(host, 'notices.json', settings);
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
      snoozes = withSnooze(snoozes, { key, untilMs }, host.clock.now());
      try {
        await snoozeFile.write(snoozes);
      } catch (error) {
        host.log.debug('the snooze could not be saved', { reason: String(error) });
      }
    },
  };
}

/** An engine whose memory is this file in the data folder. */
export function openEventEngine(
  host: Host,
  fileName: string,
  settings: () => NotificationSettings,
): EventEngine {
  const memory = openEventMemoryFile(host, join(dataFolder(host.env, host.platform), fileName));
  return new EventEngine({ log: host.log, memory, settings });
}
