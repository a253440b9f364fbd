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
import { formatCountdown, formatLocalTime, momentParts, wholeMinute } from './words/time.ts';
import { briefFailure, failureText } from './failure-text.ts';
import { backText, resetText } from './words/resets.ts';
import type { Messages } from './messages/en.ts';
import { formatLikelihood, shareNumber } from './words/shares.ts';
import { windowLabel } from './words/windows.ts';

/** An event as a notification. Neither part ends in a newline; `body` may be empty. */
export type EventText = { readonly title: string; readonly body: string };

/** An event in words. `timeZone` is an IANA name; undefined means the system's. */
export function eventText(
  event: UsageEvent,
  messages: Messages,
  { nowMs, timeZone }: { nowMs: number; timeZone?: string | undefined },
): EventText {
  const { title, body } = isQuotaEvent(event)
    ? quotaText(event, messages, nowMs, timeZone)
    : isPriceEvent(event)
      ? priceText(event, messages, timeZone)
      : accessText(event, messages);
  const account = cleanName(event.account);
  return { title: account === undefined ? title : messages.events.ofAccount(account, title), body };
}

function quotaText(
  event: QuotaEvent,
  messages: Messages,
  nowMs: number,
  timeZone: string | undefined,
): EventText {
  const { events, usage } = messages;
  const window = windowLabel({ ...event, id: event.windowId }, messages);
  const left = shareNumber(event.leftPercent, 'left');
  const { resetsAtMs } = event;
  const resets =
    resetsAtMs === undefined
      ? []
      : [resetText({ inMs: resetsAtMs - nowMs, since: false }, messages)];
  switch (event.kind) {
    case 'quota-low':
      return { title: events.quotaLow({ window, left }), body: resets.join('') };
    case 'quota-exhausted':
      return {
        title: events.quotaExhausted(window),
        body:
          resetsAtMs === undefined
            ? ''
            : backText({ atMs: resetsAtMs, inMs: resetsAtMs - nowMs }, timeZone, messages),
      };
    case 'quota-reset':
    case 'quota-restored': {
      const title =
        event.kind === 'quota-reset' ? events.quotaReset(window) : events.quotaRestored(window);
      return { title, body: [usage.percentLeft(left), ...resets].join(events.between) };
    }
    case 'will-run-out':
      return runOutText(event, messages, { window, nowMs, timeZone });
  }
}

/** When it runs out, how long before its reset, and how likely that is. */
function runOutText(
  { emptyAtMs, resetsAtMs, probability }: QuotaEvent,
  messages: Messages,
  { window, nowMs, timeZone }: { window: string; nowMs: number; timeZone: string | undefined },
): EventText {
  const { events, usage } = messages;
  if (emptyAtMs === undefined) return { title: events.willRunOut(window), body: '' };
  const moment = (atMs: number): MomentParts => momentParts(atMs, nowMs, { timeZone, messages });
  const early =
    resetsAtMs === undefined
      ? []
      : [
          events.beforeReset({
            span: formatCountdown(wholeMinute(resetsAtMs) - wholeMinute(emptyAtMs), messages),
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
