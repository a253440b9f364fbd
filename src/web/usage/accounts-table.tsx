import { briefFailure } from '../../present/failure-text.ts';
import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { windowColumns } from '../../present/window-columns.ts';
import { formatAge, momentParts } from '../../present/words/time.ts';
import { cornerWord } from '../../present/verdict/outlook-text.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { accountsSummary, byTrouble } from './account-order.ts';
import { consequenceLine } from './card-lines.ts';
import { ShareCell } from './share-cell.tsx';
import { useWords, type Words } from '../words.ts';

export type AccountsTableFacts = {
  readonly views: readonly UsageView[];
  /** The account whose cards are shown. */
  readonly opened: string | undefined;
  readonly onOpen: (account: string | undefined) => void;
};

/** How many accounts can go on, which has the most room, and which is back first. */
export function AccountsHead({ views }: Pick<AccountsTableFacts, 'views'>) {
  const words = useWords();
  const { accountTable } = words.page;
  const { count, mostRoom, nextBack } = accountsSummary(views);
  return (
    <div class="verdict">
      <h1>{accountTable.canGoOn({ count: String(count), all: String(views.length) })}</h1>
      <p>
        {[
          ...(count > 1 && mostRoom !== undefined
            ? [accountTable.mostRoom(nameOf(mostRoom, words))]
            : []),
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
export function AccountsTable({ views, opened, onOpen }: AccountsTableFacts) {
  const words = useWords();
  const { accountTable } = words.page;
  const columns = windowColumns(views.flatMap(({ rows }) => rows));
  return (
    <div class="plate accounts">
      <table>
        <thead>
          <tr>
            <th scope="col">{accountTable.account}</th>
            {columns.map((row) => (
              <th scope="col" key={row.id}>
                {windowLabel(row, words.messages)}
              </th>
            ))}
            <th scope="col">{accountTable.outlook}</th>
          </tr>
        </thead>
        <tbody>
          {byTrouble(views).map((view) => (
            <AccountRow
              key={view.account ?? ''}
              view={view}
              columns={columns}
              isOpened={view.account === opened}
              onOpen={() => onOpen(view.account)}
            />
          ))}
        </tbody>
      </table>
    </div>
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
          <span class="quiet"> · {formatAge(fetched.ageMs, words.messages)}</span>
        )}
      </>
    );
  const row = rows.find(({ id }) => id === verdict.window);
  if (row !== undefined)
    return <span class={`outlook ${row.severity}`}>{consequenceLine({ row, view }, words)}</span>;
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
