import type { Attempt } from '../domain/attempt.ts';
import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import type { FailureFacts } from '../domain/failure.ts';
import type { WindowId } from '../domain/quota-window.ts';
import type { UsageOutcome, UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import { attemptWords } from './attempt-text.ts';
import { impliesSignIn } from './found-sign-ins.ts';
import { cleanText } from './words/clean-text.ts';
import { displayWidth, hangingLines, padAfter, wrapText } from './words/columns.ts';
import { failureText } from './failure-text.ts';
import { clockText } from './usage-facts.ts';
import { en, type Messages } from './messages/en.ts';

/**
 * What `doctor` found. `diagnosis` and `outcome` are absent if Kimi is turned off or the config is
 * invalid.
 */
export type Findings = {
  readonly machine: {
    readonly version: string;
    readonly node: string;
    readonly os: string;
    readonly homeDir: string;
    readonly dataFolder: string;
    /** Names of the environment variables that are set, never their values. */
    readonly variables: readonly string[];
    /** `KIMI_API_KEY`, which KimiBar does not read, holds a Kimi Code key. */
    readonly isKimiCodeKeyMisplaced: boolean;
  };
  readonly config: {
    readonly path: string;
    readonly exists: boolean;
    /** Other users can read a secret in it. */
    readonly isExposed?: boolean | undefined;
  };
  readonly configFailure?: FailureFacts | undefined;
  readonly diagnosis?: Diagnosis | undefined;
  readonly outcome?: UsageOutcome | undefined;
};

type MissingBrowser = Extract<PlaceDiagnosis, { state: 'absent' }>;
type Mark = 'good' | 'bad' | 'none' | 'shut';
type Look = { readonly width: number; readonly unicode: boolean };
type Line = {
  readonly mark: Mark;
  readonly label: string;
  readonly text: string;
  readonly todo?: string | undefined;
};

/** The report, in lines of at most `width` columns. Paths in the home folder start with `~`. */
export function doctorText(
  findings: Findings,
  { messages, ...look }: Look & { readonly messages: Messages },
): string {
  const { machine, config, diagnosis } = findings;
  const words = messages.doctor;
  const path = maskHome(config.path, machine.homeDir);
  const facts = [
    [words.config, config.exists ? path : path + words.noFile],
    [words.data, maskHome(machine.dataFolder, machine.homeDir)],
    ...(machine.variables.length === 0 ? [] : [[words.environment, machine.variables.join(', ')]]),
  ] as const;
  const width = Math.max(...facts.map(([label]) => displayWidth(label ?? '')));
  return [
    ...wrapText(
      [`KimiBar ${machine.version}`, `Node ${machine.node}`, machine.os].join(
        look.unicode ? ' · ' : ' - ',
      ),
      look.width,
    ),
    ...facts.flatMap(([label, value]) =>
      hangingLines(`${padAfter(label ?? '', width)}  `, value ?? '', look.width),
    ),
    ...notes(findings, messages).flatMap((note) => wrapText(note, look.width)),
    ...(diagnosis === undefined
      ? []
      : [
          '',
          ...wrapText(words.checked, look.width),
          ...lines(placeLines(diagnosis, machine.homeDir, messages), look),
        ]),
    '',
    ...wrapText(words.testRequest, look.width),
    ...lines([readingLine(findings, messages)], look),
  ].join('\n');
}

/** The same as a record for scripts, in English. */
export function doctorRecord(findings: Findings): object {
  const { machine, config, configFailure, diagnosis, outcome } = findings;
  const { homeDir, isKimiCodeKeyMisplaced: _, ...rest } = machine;
  const failure = configFailure ?? (outcome?.kind === 'failed' ? outcome.failure : undefined);
  const record = {
    ...rest,
    config: { path: config.path, exists: config.exists },
    enabled: diagnosis !== undefined || configFailure !== undefined,
    places: (diagnosis?.places ?? []).map((place) => placeRecord(place, diagnosis?.site)),
    reading: {
      ok: outcome?.kind === 'fresh',
      source: outcome?.kind === 'fresh' ? outcome.snapshot.source : undefined,
      reason: failure?.kind,
      message: failure === undefined ? undefined : failureText(failure, en),
    },
    notes: notes(findings, en),
  };
  return maskHomeIn(record, homeDir) as object;
}

function placeRecord(place: PlaceDiagnosis, site: KimiSite | undefined): object {
  const { todo } = placeWords(place, site, en);
  if (!('location' in place)) return { ...place, todo };
  const { location, ...rest } = place;
  return { ...rest, looked: location, todo };
}

/** The value with every text in it masked, so that no new field can be forgotten. */
function maskHomeIn(value: unknown, homeDir: string): unknown {
  if (typeof value === 'string') return maskHome(value, homeDir);
  if (Array.isArray(value)) return value.map((item) => maskHomeIn(item, homeDir));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskHomeIn(inner, homeDir)]),
  );
}

function notes({ machine, config, diagnosis, outcome }: Findings, messages: Messages): string[] {
  const { doctor } = messages;
  const snapshot = outcome?.kind === 'fresh' ? outcome.snapshot : undefined;
  const clock = clockText(snapshot?.clockOffsetMs, messages);
  return [
    ...(clock === undefined ? [] : [doctor.clock(clock)]),
    ...(isMonthHidden(snapshot) ? [doctor.monthlyHidden] : []),
    ...otherKeyNote(machine, messages),
    ...(config.isExposed === true
      ? [doctor.exposedConfig(maskHome(config.path, machine.homeDir))]
      : []),
    ...(diagnosis?.legacyLogin === undefined
      ? []
      : [doctor.legacyLogin(maskHome(diagnosis.legacyLogin, machine.homeDir))]),
  ];
}

/**
 * Plans with a weekly quota also have a monthly limit, which only the web gateway shows: users of
 * an API key can hit a wall that KimiBar cannot see.
 */
function isMonthHidden(snapshot: UsageSnapshot | undefined): boolean {
  if (snapshot === undefined || snapshot.source === 'web') return false;
  const has = (id: WindowId): boolean => snapshot.windows.some((window) => window.id === id);
  return has('weekly') && !has('monthly');
}

function otherKeyNote(
  { variables, isKimiCodeKeyMisplaced }: Findings['machine'],
  { doctor, usage }: Messages,
): string[] {
  if (isKimiCodeKeyMisplaced) return [usage.keyInOtherVariable];
  return variables.includes('KIMI_API_KEY') ? [doctor.otherKey] : [];
}

/**
 * Blocked sign-ins get advice, and those that do not work any more if no other was found. The test
 * request says how to add one, so missing ones get none. Each advice is given once.
 */
function placeLines({ places, site }: Diagnosis, homeDir: string, messages: Messages): Line[] {
  const isAny = places.some(({ state }) => state === 'found');
  const said = new Set<string>();
  const missing = places.filter(isMissingBrowser);
  return places.flatMap((place) => {
    if (missing.some((browser) => browser === place))
      return place === missing[0] ? [missingBrowsersLine(missing, messages)] : [];
    const { label, text, todo } = placeWords(place, site, messages);
    const where =
      'location' in place && /[\\/]/.test(place.location)
        ? ` (${maskHome(cleanText(place.location), homeDir)})`
        : '';
    const isWanted =
      place.state === 'blocked' ||
      (place.state === 'absent' && !isAny && impliesSignIn.has(place.reason));
    const advice = isWanted && todo !== undefined && !said.has(todo) ? todo : undefined;
    if (advice !== undefined) said.add(advice);
    const mark = ({ found: 'good', absent: 'none', blocked: 'shut', skipped: 'none' } as const)[
      place.state
    ];
    return [{ mark, label, text: text + where, todo: advice }];
  });
}

function isMissingBrowser(place: PlaceDiagnosis): place is MissingBrowser {
  return place.source === 'browser' && place.state === 'absent' && place.reason === 'not-found';
}

/** All browsers without a profile in one line. */
function missingBrowsersLine(missing: readonly MissingBrowser[], messages: Messages): Line {
  const { sources, setup, cookies } = messages;
  const { what } = sources.reasons['not-found']('browser', '');
  const names = missing.map(({ location }) => cleanText(location)).join(cookies.comma);
  return {
    mark: 'none',
    label: sources.places.browser,
    text: setup.placeWithReason(what, names),
  };
}

function placeWords(
  place: PlaceDiagnosis,
  site: KimiSite | undefined,
  messages: Messages,
): { label: string; text: string; todo?: string | undefined } {
  const browser =
    'location' in place && !/[\\/]/.test(place.location) && place.source === 'browser'
      ? place.location
      : undefined;
  const attempt: Attempt = {
    source: place.source,
    outcome: 'absent',
    detail: (place.state === 'found' ? place.detail : undefined) ?? browser,
    reason: 'reason' in place ? place.reason : undefined,
  };
  const { place: label, reason, todo } = attemptWords(attempt, messages, site);
  return {
    label,
    text: place.state === 'found' ? messages.doctor.found : (reason ?? ''),
    todo,
  };
}

function readingLine({ machine, outcome, configFailure }: Findings, messages: Messages): Line {
  const { doctor, sources } = messages;
  if (outcome?.kind === 'fresh')
    return {
      mark: 'good',
      label: doctor.answered(sources.names[outcome.snapshot.source]),
      text: '',
    };
  const failure = configFailure ?? outcome?.failure;
  if (failure === undefined) return { mark: 'none', label: doctor.switchedOff, text: '' };
  return {
    mark: 'bad',
    label: maskHome(failureText(failure, messages), machine.homeDir),
    text: '',
  };
}

function lines(entries: readonly Line[], look: Look): string[] {
  const marks: Record<Mark, string> = look.unicode
    ? { good: '✓', bad: '✗', none: '·', shut: '!' }
    : { good: '+', bad: 'x', none: '-', shut: '!' };
  const shown = look.unicode
    ? entries
    : entries.map((entry) => ({ ...entry, label: entry.label.replaceAll(' · ', ' - ') }));
  const width = Math.max(...shown.map(({ label }) => displayWidth(label)));
  return shown.flatMap(({ mark, label, text, todo }) => {
    if (text === '') return hangingLines(`  ${marks[mark]} `, label, look.width);
    const indent = ' '.repeat(width + 6);
    const said = hangingLines(`  ${marks[mark]} ${padAfter(label, width)}  `, text, look.width);
    return todo === undefined ? said : said.concat(hangingLines(indent, todo, look.width));
  });
}

/** Reports are shared, and the path of the home folder often contains the user's name. */
function maskHome(text: string, homeDir: string): string {
  // `HOME` may end in a slash, which no path below it repeats.
  const home = homeDir.replace(/[\\/]+$/, '');
  if (home.length < 2) return text;
  // `/home/al` must not match `/home/alice`.
  return text
    .split(home)
    .reduce((masked, rest) => `${masked}${/^[\w.-]/.test(rest) ? home : '~'}${rest}`);
}
