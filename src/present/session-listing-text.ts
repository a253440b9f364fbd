import type { AttemptSource } from '../domain/attempt.ts';
import { kimiSites } from '../domain/kimi-site.ts';
import type { SessionListing, SessionPlace } from '../domain/session-place.ts';
import { cleanText } from './words/clean-text.ts';
import { formatCountdown, formatUtc } from './words/time.ts';
import { displayWidth, hangingLines, padAfter, wrapText } from './words/columns.ts';
import { en, type Messages } from './messages/en.ts';

type Look = {
  readonly width: number;
  readonly unicode: boolean;
  readonly messages: Messages;
  readonly nowMs: number;
};

const browser: AttemptSource = 'browser';

/** The listing: a line per source found, each advice once, and missing browsers in one line. */
export function sessionListingText(listing: SessionListing, look: Look): string {
  const { cookies, sources } = look.messages;
  if (listing.kind === 'skipped') {
    const { what, todo } = sources.reasons[listing.reason](browser, '');
    return wrapText(cookies.skipped(what, todo ?? ''), look.width).join('\n');
  }
  const there = listing.places.filter(({ state }) => state !== 'not-found');
  const missing = listing.places
    .filter(({ state }) => state === 'not-found')
    .map((place) => labelOf(place, look.messages));
  const rows =
    there.length === 0
      ? [cookies.nothingToLookAt]
      : [cookies.heading, '', ...lines(there, hostOf(listing), look)];
  const advice = there.some(({ state }) => state === 'session')
    ? []
    : ['', ...wrapText(cookies.noSession(hostOf(listing)), look.width)];
  const rest =
    missing.length === 0
      ? []
      : ['', ...hangingLines(cookies.withoutProfile, missing.join(cookies.comma), look.width)];
  return [...rows, ...rest, ...advice].join('\n');
}

/** The same as a record for scripts, in English. */
export function sessionListingRecord(listing: SessionListing): object {
  if (listing.kind === 'skipped') return { looked: false, reason: listing.reason, places: [] };
  return {
    looked: true,
    places: listing.places.map((place) => placeRecord(place, hostOf(listing))),
  };
}

function placeRecord(
  { kind, name, profile, state, expiresAtMs }: SessionPlace,
  host: string,
): object {
  const expiresAt = formatUtc(expiresAtMs);
  const todo =
    state === 'session' || state === 'not-found'
      ? undefined
      : en.sources.reasons[state](kind, host).todo;
  return {
    source: kind,
    name,
    profile,
    state,
    expiresAt,
    todo,
  };
}

function lines(places: readonly SessionPlace[], host: string, look: Look): string[] {
  const marks = look.unicode
    ? { good: '✓', none: '·', shut: '!' }
    : { good: '+', none: '-', shut: '!' };
  const labels = places.map((place) => labelOf(place, look.messages));
  const width = Math.max(...labels.map(displayWidth));
  const indent = ' '.repeat(width + 6);
  const said = new Set<string>();
  return places.flatMap((place, index) => {
    const { mark, text, todo } = stateWords(place, host, look);
    const label = `  ${marks[mark]} ${padAfter(labels[index] ?? '', width)}  `;
    const row = hangingLines(label, text, look.width);
    if (todo === undefined || said.has(todo)) return row;
    said.add(todo);
    return [...row, ...hangingLines(indent, todo, look.width)];
  });
}

/** The website whose sessions were listed. */
function hostOf({ site = 'mainland' }: Extract<SessionListing, { kind: 'listed' }>): string {
  return kimiSites[site].host;
}

function labelOf({ kind, name, profile }: SessionPlace, { sources }: Messages): string {
  const label = kind === 'desktop' ? sources.places.desktop : name;
  return profile === undefined ? label : `${label} (${cleanText(profile)})`;
}

/** Only blocked sources get advice; a missing session would repeat it on every line. */
function stateWords(
  place: SessionPlace,
  host: string,
  { messages, nowMs }: Look,
): { mark: 'good' | 'none' | 'shut'; text: string; todo?: string | undefined } {
  const { kind, state, expiresAtMs } = place;
  if (state === 'session') {
    const left =
      expiresAtMs === undefined ? undefined : formatCountdown(expiresAtMs - nowMs, messages);
    return { mark: 'good', text: messages.cookies.session(left) };
  }
  const { what, todo } = messages.sources.reasons[state](kind, host);
  if (state === 'no-session' || state === 'expired' || state === 'signed-out')
    return { mark: 'none', text: what };
  return { mark: 'shut', text: what, todo };
}
