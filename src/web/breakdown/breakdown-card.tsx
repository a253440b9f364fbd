import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { breakdownBars, withoutElsewhere } from './breakdown-bars.ts';
import { BreakdownHours } from './breakdown-hours.tsx';
import { BreakdownList } from './breakdown-list.tsx';
import { basisText, periodText } from './breakdown-words.ts';
import { useBreakdown, type LoadedBreakdown } from './use-breakdown.ts';
import { Segments } from '../segments.tsx';
import { unbroken } from '../unbroken.tsx';
import { useWords } from '../words.ts';

const keys = ['project', 'session', 'model'] as const;
type TopKey = (typeof keys)[number];

/** A project or session that was opened. */
type Opened = { readonly key: string; readonly label: string };

type Path = { readonly project?: Opened | undefined; readonly session?: Opened | undefined };

export type BreakdownCardFacts = { readonly view: UsageView; readonly isReachable: boolean };

/** Where the quota went: by project, session or model; a project opens its sessions, those agents. */
export function BreakdownCard({ view, isReachable }: BreakdownCardFacts) {
  const { page } = useWords();
  const [top, setTop] = useState<TopKey>('project');
  const [path, setPath] = useState<Path>({});
  const box = useFocusOnWay(path);
  const by = keyOf(top, path);
  const scope = {
    account: view.account,
    project: path.project?.key,
    session: path.session?.key,
  };
  const shared = { revision: view.fetched?.fetchedAtMs, isReachable };
  const loaded = useBreakdown({ ...shared, query: { ...scope, by } });
  const hours = useBreakdown({ ...shared, query: { ...scope, by: 'hour' } });
  if (view.rows.length === 0 && !hasRows(loaded)) return null;
  const choose = (key: TopKey): void => {
    setTop(key);
    setPath({});
  };
  return (
    <section
      class="plate breakdown"
      ref={box}
      aria-labelledby="breakdown"
      aria-busy={loaded.kind === 'loading' || hours.kind === 'loading'}
    >
      <header>
        <h2 id="breakdown" tabIndex={-1}>
          {page.breakdown.heading}
        </h2>
        <Segments
          legend={page.breakdown.by}
          options={keys.map((key) => [key, page.breakdown.keys[key]])}
          value={top}
          onChange={choose}
        />
      </header>
      <Trail path={path} onChange={setPath} />
      <BreakdownBody
        loaded={loaded}
        hours={hours}
        isNarrowed={path.project !== undefined || path.session !== undefined}
        onOpen={
          by === 'project' || by === 'session' ? (bar) => setPath(opened(by, path, bar)) : undefined
        }
      />
    </section>
  );
}

/** The row or step that was pressed is replaced: the focus moves to where it led. */
function useFocusOnWay(path: Path): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    const isSame = last.current === path;
    last.current = path;
    if (isSame || box.current?.querySelector(':checked:focus') != null) return;
    const here = box.current?.querySelector<HTMLElement>('[aria-current]');
    (here ?? box.current?.querySelector('h2'))?.focus({ preventScroll: true });
  }, [path]);
  return box;
}

function hasRows(loaded: LoadedBreakdown): boolean {
  return loaded.kind === 'ready' && loaded.record.rows.length > 0;
}

/** What the rows are: of an opened project its sessions, of an opened session its agents. */
function keyOf(top: TopKey, { project, session }: Path): TopKey | 'agent' {
  if (session !== undefined) return 'agent';
  return project === undefined ? top : 'session';
}

function opened(by: 'project' | 'session', path: Path, { key, label }: Opened): Path {
  return by === 'project' ? { project: { key, label } } : { ...path, session: { key, label } };
}

/** The way back: all, the project, the session. */
function Trail({
  path,
  onChange,
}: {
  readonly path: Path;
  readonly onChange: (path: Path) => void;
}) {
  const { breakdown } = useWords().page;
  const { project, session } = path;
  if (project === undefined && session === undefined) return null;
  return (
    <nav class="trail" aria-label={breakdown.back}>
      <button type="button" onClick={() => onChange({})}>
        {breakdown.all}
      </button>
      {project !== undefined &&
        (session === undefined ? (
          <span aria-current="true" tabIndex={-1}>
            {project.label}
          </span>
        ) : (
          <button type="button" onClick={() => onChange({ project })}>
            {project.label}
          </button>
        ))}
      {session !== undefined && (
        <span aria-current="true" tabIndex={-1}>
          {session.label}
        </span>
      )}
    </nav>
  );
}

type BreakdownBodyFacts = {
  readonly loaded: LoadedBreakdown;
  readonly hours: LoadedBreakdown;
  /** A project or session was opened. */
  readonly isNarrowed: boolean;
  readonly onOpen: ((bar: Opened) => void) | undefined;
};

function BreakdownBody({ loaded, hours, isNarrowed, onOpen }: BreakdownBodyFacts) {
  const words = useWords();
  const { breakdown } = words.page;
  const shown = (all: BreakdownRecord) => (isNarrowed ? withoutElsewhere(all) : all);
  const when = useMemo(
    () =>
      hours.kind === 'ready' ? (
        <BreakdownHours record={shown(hours.record)} />
      ) : (
        <p class="quiet">{breakdown[hours.kind]}</p>
      ),
    [hours, words, isNarrowed],
  );
  if (loaded.kind !== 'ready') return <p class="blank">{breakdown[loaded.kind]}</p>;
  const record = shown(loaded.record);
  const bars = breakdownBars(record);
  if (bars.bars.length === 0 && bars.elsewhere === undefined)
    return <p class="blank">{breakdown.empty}</p>;
  return (
    <>
      <div class="where-went">
        <BreakdownList {...bars} onOpen={onOpen} />
        <div>
          <p class="quiet">{periodText(record, words)}</p>
          {when}
        </div>
      </div>
      <p class="basis">{unbroken(basisText(record, words))}</p>
    </>
  );
}
