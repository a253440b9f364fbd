import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import {
  findingNotes,
  isMainNeeded,
  maskHome,
  shownPath,
  placeWords,
  type Findings,
} from './doctor-findings.ts';
import { impliesSignIn } from './found-sign-ins.ts';
import { cleanName, cleanText } from './words/clean-text.ts';
import { displayWidth, hangingLines, padAfter, wrapText } from './words/columns.ts';
import { failureText } from './failure-text.ts';
import type { Messages } from './messages/en.ts';

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
  const path = shownPath(config.path, machine.homeDir);
  const facts = [
    [words.config, config.exists ? path : path + words.noFile],
    [words.data, shownPath(machine.dataFolder, machine.homeDir)],
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
    ...findingNotes(findings, messages).flatMap((note) => wrapText(note, look.width)),
    ...(diagnosis === undefined
      ? []
      : [
          '',
          ...wrapText(words.checked, look.width),
          ...lines(placeLines(diagnosis, machine.homeDir, messages), look),
        ]),
    '',
    ...wrapText(words.testRequest, look.width),
    ...lines(requestLines(findings, messages), look),
  ].join('\n');
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
        ? ` (${shownPath(place.location, homeDir)})`
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

function requestLines(findings: Findings, messages: Messages): Line[] {
  const main = isMainNeeded(findings) ? [readingLine(findings, messages)] : [];
  return [...main, ...accountLines(findings, messages)];
}

function accountLines({ accounts = [], machine }: Findings, messages: Messages): Line[] {
  const { doctor } = messages;
  return accounts.map(({ name: rawName, outcome, shown }) => {
    const name = cleanName(rawName) ?? '';
    const label = shown ? doctor.shownAccount(name) : name;
    if (outcome.kind === 'fresh') {
      const source = messages.usage.sourceNames[outcome.snapshot.source];
      return { mark: 'good', label, text: doctor.answered(source) };
    }
    const why = failureText(outcome.failure, messages, name);
    return { mark: 'bad', label, text: maskHome(why, machine.homeDir) };
  });
}

function readingLine({ machine, outcome, configFailure }: Findings, messages: Messages): Line {
  const { doctor, usage } = messages;
  if (outcome?.kind === 'fresh')
    return {
      mark: 'good',
      label: doctor.answered(usage.sourceNames[outcome.snapshot.source]),
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
