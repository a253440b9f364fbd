import type { Attempt } from '../domain/attempt.ts';
import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import type { FailureFacts } from '../domain/failure.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { LogTotals } from '../domain/ledger.ts';
import type { WindowId } from '../domain/quota-window.ts';
import type { UsageOutcome, UsageSnapshot } from '../domain/usage-snapshot.ts';
import { attemptWords } from './attempt-text.ts';
import type { Messages } from './messages/en.ts';
import { clockText } from './usage-facts.ts';
import { cleanText } from './words/clean-text.ts';
import { formatCountdown } from './words/time.ts';

const maxPathLength = 500;

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
  /** What is known of agents' logs. */
  readonly logs?: LogFindings | undefined;
  /** Pushes of metrics that wait for long. */
  readonly waitingPushes?: WaitingPushes | undefined;
  /** The named accounts, in the order of the settings. */
  readonly accounts?: readonly AccountFinding[] | undefined;
};

/** Logs of agents, and the paths of those in no known format. */
export type LogFindings = {
  readonly totals: readonly LogTotals[];
  readonly unknownFormat: readonly string[];
};

export type WaitingPushes = { readonly count: number; readonly ageMs: number };

/** A named account and one request for it. */
export type AccountFinding = {
  readonly name: string;
  /** Commands show it unless they name an account. */
  readonly shown: boolean;
  readonly outcome: UsageOutcome;
};

/** Named accounts need no other sign-in: a main account without one is then no trouble. */
export function isMainNeeded({ accounts = [], outcome }: Findings): boolean {
  const isMissing = outcome?.kind === 'failed' && outcome.failure.kind === 'credential-missing';
  return accounts.length === 0 || !isMissing;
}

/** Remarks that belong to no source: the clock, the config file, keys in wrong variables. */
export function findingNotes(
  { machine, config, diagnosis, outcome, logs, waitingPushes }: Findings,
  messages: Messages,
): string[] {
  const { doctor } = messages;
  const snapshot = outcome?.kind === 'fresh' ? outcome.snapshot : undefined;
  const clock = clockText(snapshot?.clockOffsetMs, messages);
  return [
    ...(clock === undefined ? [] : [doctor.clock(clock)]),
    ...(isMonthHidden(snapshot) ? [doctor.monthlyHidden] : []),
    ...(logs?.unknownFormat ?? []).map((path) =>
      doctor.unknownLog(shownPath(path, machine.homeDir)),
    ),
    ...pushNote(waitingPushes, messages),
    ...otherKeyNote(machine, messages),
    ...(config.isExposed === true
      ? [doctor.exposedConfig(shownPath(config.path, machine.homeDir))]
      : []),
    ...(diagnosis?.legacyLogin === undefined
      ? []
      : [doctor.legacyLogin(shownPath(diagnosis.legacyLogin, machine.homeDir))]),
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

function pushNote(waiting: WaitingPushes | undefined, messages: Messages): string[] {
  if (waiting === undefined) return [];
  const { count, ageMs } = waiting;
  return [messages.doctor.pushesWait({ count, span: formatCountdown(ageMs, messages) })];
}

function otherKeyNote(
  { variables, isKimiCodeKeyMisplaced }: Findings['machine'],
  { doctor, usage }: Messages,
): string[] {
  if (isKimiCodeKeyMisplaced) return [usage.keyInOtherVariable];
  return variables.includes('KIMI_API_KEY') ? [doctor.otherKey] : [];
}

/** A source and what was found there, in words; `todo` is the advice, if there is one. */
export function placeWords(
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

/** A path for a terminal: on one line, with the home folder as `~`. */
export function shownPath(path: string, homeDir: string): string {
  return maskHome(cleanText(path, maxPathLength), homeDir);
}

/** Reports are shared, and the path of the home folder often contains the user's name. */
export function maskHome(text: string, homeDir: string): string {
  // `HOME` may end in a slash, which no path below it repeats.
  const home = homeDir.replace(/[\\/]+$/, '');
  if (home.length < 2) return text;
  // `/home/al` must not match `/home/alice`.
  return text
    .split(home)
    .reduce((masked, rest) => `${masked}${/^[\w.-]/.test(rest) ? home : '~'}${rest}`);
}
