import { isPriceEvent, isQuotaEvent, type UsageEvent } from '../../domain/events/usage-event.ts';
import type { Env } from '../../host/host.ts';
import { cleanName } from '../../present/words/clean-text.ts';
import { eventText } from '../../present/event-text.ts';
import { jsonPercent } from '../../present/json/json-number.ts';
import { en } from '../../present/messages/en.ts';
import { formatUtc } from '../../present/words/time.ts';

/** Variables that a hook needs to find programs, home, language and desktop. Never a credential. */
const inheritedVariables = `
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES TZ TMPDIR
  DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS
  SystemRoot SystemDrive windir ComSpec PATHEXT TEMP TMP USERPROFILE APPDATA LOCALAPPDATA USERNAME
`
  .trim()
  .split(/\s+/);

/**
 * The event for a hook's stdin: one line of JSON, absent keys omitted, times in UTC, texts in
 * English.
 */
export function hookJson(event: UsageEvent): string {
  const { title, body } = eventText(event, en, { nowMs: event.atMs });
  return `${JSON.stringify({ ...hookFacts(event), title, body })}\n`;
}

/** The event without its texts. */
export function hookFacts(event: UsageEvent): Readonly<Record<string, unknown>> {
  const account = cleanName(event.account);
  return { event: event.kind, at: formatUtc(event.atMs), account, ...factsOf(event) };
}

/** The whole environment of a hook: a few of the user's variables, and the event's figures. */
export function hookEnv(event: UsageEvent, env: Env): Env {
  const facts: Readonly<Record<string, unknown>> = factsOf(event);
  const all = {
    ...Object.fromEntries(inheritedVariables.map((name) => [name, env[name]])),
    KIMIBAR_EVENT: event.kind,
    KIMIBAR_AT: formatUtc(event.atMs),
    KIMIBAR_ACCOUNT: cleanName(event.account),
    KIMIBAR_WINDOW: facts['window'],
    KIMIBAR_USED_PERCENT: facts['usedPercent'],
    KIMIBAR_LEFT_PERCENT: facts['remainingPercent'],
    KIMIBAR_THRESHOLD_PERCENT: facts['thresholdPercent'],
    KIMIBAR_RESET_AT: facts['resetsAt'],
    KIMIBAR_EMPTY_AT: facts['emptyAt'],
    KIMIBAR_PROBABILITY: facts['probability'],
    KIMIBAR_FAILURE: facts['failure'],
    KIMIBAR_SINCE: facts['since'],
    KIMIBAR_TOKENS_PER_POINT_BEFORE: facts['tokensPerPointBefore'],
    KIMIBAR_TOKENS_PER_POINT: facts['tokensPerPoint'],
  };
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

function factsOf(event: UsageEvent) {
  if (isPriceEvent(event))
    return {
      window: event.windowId,
      since: formatUtc(event.sinceMs),
      tokensPerPointBefore: Math.round(event.tokensPerPointBefore),
      tokensPerPoint: Math.round(event.tokensPerPoint),
    };
  if (!isQuotaEvent(event))
    return { failure: event.failure?.kind, failureCode: event.failure?.detail?.code };
  return {
    window: event.windowId,
    label: cleanName(event.label),
    windowMinutes: event.lengthMinutes,
    usedPercent: jsonPercent(event.usedPercent),
    remainingPercent: jsonPercent(event.leftPercent),
    thresholdPercent: event.thresholdPercent,
    resetsAt: formatUtc(event.resetsAtMs),
    emptyAt: formatUtc(event.emptyAtMs),
    probability:
      event.probability === undefined ? undefined : Math.round(event.probability * 100) / 100,
  };
}
