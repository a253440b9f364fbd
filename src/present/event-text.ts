import {
  isPriceEvent,
  isQuotaEvent,
  type AccessEvent,
  type PriceEvent,
  type QuotaEvent,
  type UsageEvent,
} from '../domain/events/usage-event.ts';
import { cleanName } from './words/clean-text.ts';
import type { MomentParts } from './messages/en/usage.ts';
import { formatTokens } from './words/tokens.ts';
import { formatLocalTime, momentParts, spanBetween } from './words/time.ts';
import { briefFailure, failureText } from './failure-text.ts';
import { backText, resetText } from './words/resets.ts';
import type { Messages } from './messages/en.ts';
import { formatLikelihood, shareNumber } from './words/shares.ts';
import { windowLabel } from './words/windows.ts';

/** An event as a notification. Neither part ends in a newline; `body` may be empty. */
export type EventText = { readonly title: string; readonly body: string };

export type EventTextOptions = {
  readonly nowMs: number;
  /** An IANA name; undefined means the system's. */
  readonly timeZone?: string | undefined;
  /** Times of day only, no spans from now: the reader may see it hours later. */
  readonly forLater?: boolean | undefined;
};

/** An event in words. */
export function eventText(
  event: UsageEvent,
  messages: Messages,
  options: EventTextOptions,
): EventText {
  const { title, body } = isQuotaEvent(event)
    ? quotaText(event, messages, options)
    : isPriceEvent(event)
      ? priceText(event, messages, options.timeZone)
      : accessText(event, messages);
  const account = cleanName(event.account);
  return { title: account === undefined ? title : messages.events.ofAccount(account, title), body };
}

function quotaText(event: QuotaEvent, messages: Messages, options: EventTextOptions): EventText {
  const { events, usage } = messages;
  const window = windowLabel({ ...event, id: event.windowId }, messages);
  const left = shareNumber(event.leftPercent, 'left');
  const resets = resetLine(event, messages, options);
  switch (event.kind) {
    case 'quota-low':
      return { title: events.quotaLow({ window, left }), body: resets };
    case 'quota-exhausted':
      return { title: events.quotaExhausted(window), body: resets };
    case 'quota-reset':
    case 'quota-restored': {
      const title =
        event.kind === 'quota-reset' ? events.quotaReset(window) : events.quotaRestored(window);
      const facts = [usage.percentLeft(left), resets].filter((fact) => fact !== '');
      return { title, body: facts.join(events.between) };
    }
    case 'will-run-out':
      return runOutText(event, messages, { ...options, window });
  }
}

/** When the window is reset, or back if it is exhausted; empty if unknown. */
function resetLine(
  { kind, resetsAtMs: atMs }: QuotaEvent,
  messages: Messages,
  { nowMs, timeZone, forLater = false }: EventTextOptions,
): string {
  if (atMs === undefined) return '';
  const { usage } = messages;
  const inMs = atMs - nowMs;
  const isBack = kind === 'quota-exhausted';
  if (forLater && inMs >= 1000) {
    const moment = usage.atMoment(momentParts(atMs, nowMs, { timeZone, messages }));
    return isBack ? usage.backAt(moment) : usage.resetsAt(moment);
  }
  return isBack
    ? backText({ atMs, inMs }, timeZone, messages)
    : resetText({ inMs, since: false }, messages);
}

/** When it runs out, how long before its reset, and how likely that is. */
function runOutText(
  { emptyAtMs, resetsAtMs, probability }: QuotaEvent,
  messages: Messages,
  { window, nowMs, timeZone }: EventTextOptions & { readonly window: string },
): EventText {
  const { events, usage } = messages;
  if (emptyAtMs === undefined) return { title: events.willRunOut(window), body: '' };
  const moment = (atMs: number): MomentParts => momentParts(atMs, nowMs, { timeZone, messages });
  const early =
    resetsAtMs === undefined
      ? []
      : [
          events.beforeReset({
            span: spanBetween(emptyAtMs, resetsAtMs, messages),
            at: usage.atMoment(moment(resetsAtMs)),
          }),
        ];
  const likely = probability === undefined ? [] : [events.likely(formatLikelihood(probability))];
  return {
    title: events.willRunOutAt({ window, moment: usage.moment(moment(emptyAtMs)) }),
    body: [...early, ...likely].join(events.between),
  };
}

/** Which way it went, and both prices. */
function priceText(event: PriceEvent, messages: Messages, timeZone: string | undefined): EventText {
  const { events } = messages;
  const { windowId, sinceMs, tokensPerPoint, tokensPerPointBefore } = event;
  const window = windowLabel({ id: windowId }, messages);
  const isDearer = tokensPerPoint < tokensPerPointBefore;
  return {
    title: isDearer ? events.drainsFaster(window) : events.lastsLonger(window),
    body: events.pointPrice({
      before: formatTokens(tokensPerPointBefore),
      now: formatTokens(tokensPerPoint),
      since: formatLocalTime(sinceMs, event.atMs, timeZone, messages),
    }),
  };
}

function accessText({ account, kind, failure }: AccessEvent, messages: Messages): EventText {
  const { events } = messages;
  switch (kind) {
    case 'credential-lost':
      return {
        title: events.credentialLost,
        body: failure === undefined ? '' : failureText(failure, messages, account),
      };
    case 'credential-recovered':
      return { title: events.credentialRecovered, body: events.recoveredBody };
    case 'service-failing': {
      const why = failure === undefined ? [] : [briefFailure(failure, messages)];
      return {
        title: events.serviceFailing,
        body: [...why, events.serviceFailingBody].join(events.between),
      };
    }
    case 'service-recovered':
      return { title: events.serviceRecovered, body: events.recoveredBody };
  }
}
