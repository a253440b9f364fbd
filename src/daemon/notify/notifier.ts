import type { NotificationSettings, Settings } from '../../config/settings.ts';
import { noticesOf } from '../../domain/notices.ts';
import type { NotifyTarget } from '../../domain/notify-target.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { Host } from '../../host/host.ts';
import { loadMessages } from '../../present/load-messages.ts';
import type { EventEngine } from '../events/event-engine.ts';
import { openEventEngine } from '../events/publish-events.ts';
import { pushLanguage } from './push-language.ts';
import { pushMessage } from './push-message.ts';
import { PushSender } from './push-sender.ts';

type NotifierSettings = () => Pick<Settings, 'notifications' | 'language'>;

type Channel = { readonly engine: EventEngine; readonly sender: PushSender };

/**
 * Pushes events to the targets of the settings. Each target has its own memory of what it was sent
 * (`notify-NAME.json` in the data folder), its own quiet hours and its own queue, so that a slow
 * service delays no other.
 */
export class Notifier {
  readonly #host: Host;
  readonly #settings: NotifierSettings;
  readonly #channels = new Map<string, Channel>();

  constructor(host: Host, settings: NotifierSettings) {
    this.#host = host;
    this.#settings = settings;
  }

  observe(state: UsageState): void {
    for (const target of this.#settings().notifications.targets) {
      const { engine, sender } = this.#channel(target.name);
      const events = noticesOf(engine.observe(state), eventsOf(target, this.#settings()));
      for (const event of events) void this.#send(sender, target, event);
    }
  }

  /** Gives up messages that wait, lets writes finish. */
  async close(): Promise<void> {
    const channels = [...this.#channels.values()];
    await Promise.all(channels.map(({ sender }) => sender.close()));
    await Promise.all(channels.map(({ engine }) => engine.flush()));
  }

  #channel(name: string): Channel {
    const known = this.#channels.get(name);
    if (known !== undefined) return known;
    const rules = (): NotificationSettings => rulesFor(name, this.#settings());
    const channel = {
      engine: openEventEngine(this.#host, `notify-${name}.json`, rules),
      sender: new PushSender(this.#host),
    };
    this.#channels.set(name, channel);
    return channel;
  }

  async #send(
    sender: PushSender,
    target: NotifyTarget,
    event: Parameters<typeof pushMessage>[0],
  ): Promise<void> {
    const messages = await loadMessages(pushLanguage(this.#settings(), this.#host.env));
    await sender.send(target, pushMessage(event, target, messages));
  }
}

function eventsOf(target: NotifyTarget, { notifications }: ReturnType<NotifierSettings>) {
  return target.events ?? notifications.events;
}

function rulesFor(
  name: string,
  { notifications }: ReturnType<NotifierSettings>,
): NotificationSettings {
  const target = notifications.targets.find((candidate) => candidate.name === name);
  return { ...notifications, quietHours: target?.quietHours ?? notifications.quietHours };
}
