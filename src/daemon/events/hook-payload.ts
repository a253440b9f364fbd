import { isQuotaEvent, type UsageEvent } from '../../domain/events/usage-event.ts';
import type { Env } from '../../host/host.ts';
import { cleanName } from '../../present/words/clean-text.ts';
import { eventText } from '../../present/event-text.ts';
import { jsonPercent } from '../../present/json/json-number.ts';
import { en } from '../../present/messages/en.ts';
import { formatUtc } from '../../present/words/utc-time.ts';

/** What a hook needs of the person's environment to find its programs, its home, its words and the desktop. Never a credential. */
const passedOn = `
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES TZ TMPDIR
  DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS
  SystemRoot SystemDrive windir ComSpec PATHEXT TEMP TMP USERPROFILE APPDATA LOCALAPPDATA USERNAME
`
  .trim()
  .split(/\s+/);

/** The event as a hook reads it on its standard input: one line of JSON, absent keys omitted, times in UTC, words in English. */
export function hookJson(event: UsageEvent): string {
  const { title, body } = eventText(event, en, { nowMs: event.atMs });
  const account = optional({ account: cleanName(event.account) });
  return `${JSON.stringify({ event: event.kind, at: formatUtc(event.atMs), ...account, ...factsOf(event), title, body })}\n`;
}

/** The whole environment of a hook: a few variables of the person's own, and the event's figures. */
export function hookEnv(event: UsageEvent, env: Env): Env {
  const kept = passedOn.map((name) => [name, env[name]] as const);
  const facts: Readonly<Record<string, unknown>> = factsOf(event);
  const told = [
    ['KIMIBAR_EVENT', event.kind],
    ['KIMIBAR_AT', formatUtc(event.atMs)],
    ['KIMIBAR_ACCOUNT', cleanName(event.account)],
    ['KIMIBAR_WINDOW', facts['window']],
    ['KIMIBAR_USED_PERCENT', facts['usedPercent']],
    ['KIMIBAR_LEFT_PERCENT', facts['remainingPercent']],
    ['KIMIBAR_THRESHOLD_PERCENT', facts['thresholdPercent']],
    ['KIMIBAR_RESET_AT', facts['resetsAt']],
    ['KIMIBAR_EMPTY_AT', facts['emptyAt']],
    ['KIMIBAR_FAILURE', facts['failure']],
  ] as const;
  const all = [
    ...kept,
    ...told.map(
      ([name, value]) => [name, value === undefined ? undefined : String(value)] as const,
    ),
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

function factsOf(event: UsageEvent) {
  if (!isQuotaEvent(event))
    return optional({ failure: event.failure?.kind, failureCode: event.failure?.detail?.code });
  return {
    window: event.windowId,
    ...optional({ label: cleanName(event.label), windowMinutes: event.lengthMinutes }),
    usedPercent: jsonPercent(event.usedPercent),
    remainingPercent: jsonPercent(event.leftPercent),
    ...optional({
      thresholdPercent: event.thresholdPercent,
      resetsAt: formatUtc(event.resetsAtMs),
      emptyAt: formatUtc(event.emptyAtMs),
    }),
  };
}

function optional<T extends Readonly<Record<string, unknown>>>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
