import { useMemo, useState } from 'preact/hooks';
import { briefFailure } from '../../present/failure-text.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowColumns } from '../../present/window-columns.ts';
import { formatAge, momentParts } from '../../present/words/time.ts';
import { cornerWord } from '../../present/verdict/outlook-text.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { byTrouble, type AccountsSummary } from './account-order.ts';
import { consequenceLine } from './card-lines.ts';
import { ShareCell } from './share-cell.tsx';
import { unbroken } from '../unbroken.tsx';
import { useWords, type Words } from '../words.ts';

export type AccountsTableFacts = {
  readonly views: readonly UsageView[];
  /** One of them at this second. */
  readonly viewNow: (view: UsageView) => UsageView;
  /** The account whose cards are shown. */
  readonly opened: string | undefined;
  readonly onOpen: (account: string | undefined) => void;
};

/** Of more accounts, those in most trouble are listed until all are asked for. */
export const maxListed = 20;

/** How many accounts can go on, if that is known of any. */
export function accountsAnswer(summary: AccountsSummary, { page, messages }: Words): string {
  const { count, unknown, all } = summary;
  if (count === 0 && unknown > 0) return messages.verdict.unknownNow(undefined);
  return page.accountTable.canGoOn({ count: String(count), all: String(all) });
}

/** How many accounts can go on, which has the most room, and which is back first. */
export function AccountsHead({ summary }: { readonly summary: AccountsSummary }) {
  const words = useWords();
  const { accountTable } = words.page;
  const { count, unknown, mostRoom, nextBack } = summary;
  return (
    <div class="verdict">
      <h1>{accountsAnswer(summary, words)}</h1>
      <p>
        {[
          ...(count > 1 && mostRoom !== undefined
            ? [accountTable.mostRoom(nameOf(mostRoom, words))]
            : []),
          ...(count > 0 && unknown > 0 ? [accountTable.unknown(unknown)] : []),
          ...(nextBack === undefined
            ? []
            : [
                accountTable.nextBack({
                  account: nameOf(nextBack, words),
                  at: backText(nextBack, words),
                }),
              ]),
        ].join(words.messages.verdict.between)}
      </p>
    </div>
  );
}

/** All accounts, those in trouble first; a row opens the account's cards below. */
export function AccountsTable({ views, viewNow, opened, onOpen }: AccountsTableFacts) {
  const words = useWords();
  const { accountTable } = words.page;
  const [isWhole, setIsWhole] = useState(false);
  const columns = windowColumns(views.flatMap(({ rows }) => rows));
  const sorted = useMemo(() => byTrouble(views), [views]);
  const listed = isWhole ? sorted : sorted.slice(0, maxListed);
  return (
    <div class="plate accounts">
      <table>
        <thead>
          <HeadRow columns={columns} />
        </thead>
        <tbody>
          {listed.map((view) => (
            <AccountRow
              key={view.account ?? ''}
              view={viewNow(view)}
              columns={columns}
              isOpened={view.account === opened}
              onOpen={() => onOpen(view.account)}
            />
          ))}
        </tbody>
      </table>
      {listed.length < sorted.length && (
        <button type="button" class="button" onClick={() => setIsWhole(true)}>
          {accountTable.showAll(String(sorted.length))}
        </button>
      )}
    </div>
  );
}

function HeadRow({ columns }: Pick<AccountRowFacts, 'columns'>) {
  const { page, messages } = useWords();
  return (
    <tr>
      <th scope="col">{page.accountTable.account}</th>
      {columns.map((row) => (
        <th scope="col" key={row.id}>
          {windowLabel(row, messages)}
        </th>
      ))}
      <th scope="col">{page.accountTable.outlook}</th>
    </tr>
  );
}

type AccountRowFacts = {
  readonly view: UsageView;
  readonly columns: readonly UsageRow[];
  readonly isOpened: boolean;
  readonly onOpen: () => void;
};

function AccountRow({ view, columns, isOpened, onOpen }: AccountRowFacts) {
  const words = useWords();
  const name = nameOf(view, words);
  const isStale = view.fetched?.stale !== false;
  return (
    <tr class={isStale ? 'stale' : ''} onClick={onOpen}>
      <th scope="row">
        <button type="button" aria-pressed={isOpened} onClick={onOpen}>
          {name}
        </button>{' '}
        <span class="quiet">{view.fetched?.plan}</span>
      </th>
      {columns.map(({ id }) => (
        <td key={id}>
          <ShareCell row={view.rows.find((row) => row.id === id)} name={name} />
        </td>
      ))}
      <td>
        <Outlook view={view} words={words} />
      </td>
    </tr>
  );
}

/** The most urgent news of an account: a failure, else what decides. */
function Outlook({ view, words }: { readonly view: UsageView; readonly words: Words }) {
  const { failure, fetched, verdict, rows } = view;
  if (failure !== undefined)
    return (
      <>
        <span class="outlook nearly-out">{briefFailure(failure, words.messages)}</span>
        {fetched !== undefined && (
          <span class="quiet"> · {unbroken(formatAge(fetched.ageMs, words.messages))}</span>
        )}
      </>
    );
  if (fetched?.stale === true && verdict.state !== 'out')
    return (
      <span class="quiet">
        {words.messages.usage.stale} · {unbroken(formatAge(fetched.ageMs, words.messages))}
      </span>
    );
  const row = rows.find(({ id }) => id === verdict.window);
  if (row !== undefined)
    return (
      <span class={`outlook ${row.severity}`}>
        {unbroken(consequenceLine({ row, view }, words))}
      </span>
    );
  const [first] = rows;
  return <span>{first === undefined ? '' : cornerWord(first, rows, words.messages)}</span>;
}

function nameOf({ account }: UsageView, { page }: Words): string {
  return account ?? page.chart.mainAccount;
}

function backText({ verdict, nowMs }: UsageView, { messages }: Words): string {
  return messages.usage.atMoment(
    momentParts(verdict.backAt ?? nowMs, nowMs, { timeZone: undefined, messages }),
  );
}
