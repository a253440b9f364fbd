import type { FleetTeam } from '../../domain/fleet.ts';
import type { Severity } from '../../domain/severity.ts';
import { cleanText } from '../../present/words/clean-text.ts';
import { groupedCount } from '../../present/words/shares.ts';
import { useWords } from '../words.ts';
import { fleetHash } from './fleet-place.ts';
import { percent } from '../percent.ts';

/** More than this are shown when asked for. */
const shownTeams = 10;

/** How many accounts of each team are out, short or failing. A team's name shows only that team. */
export function FleetTeams({ teams }: { readonly teams: readonly FleetTeam[] }) {
  const { messages, page } = useWords();
  const rest = teams.slice(shownTeams);
  return (
    <section class="plate teams">
      <h2>{messages.fleet.teams}</h2>
      <TeamTable teams={teams.slice(0, shownTeams)} />
      {rest.length > 0 && (
        <details>
          <summary>{page.fleet.more(groupedCount(rest.length))}</summary>
          <TeamTable teams={rest} />
        </details>
      )}
    </section>
  );
}

function TeamTable({ teams }: { readonly teams: readonly FleetTeam[] }) {
  const { fleet } = useWords().messages;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{fleet.team}</th>
          <th scope="col">{fleet.accounts}</th>
          <th scope="col">{fleet.out}</th>
          <th scope="col">{fleet.short}</th>
          <th scope="col">{fleet.failing}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => (
          <TeamRow key={team.team ?? ''} team={team} />
        ))}
      </tbody>
    </table>
  );
}

function TeamRow({ team: totals }: { readonly team: FleetTeam }) {
  const { fleet } = useWords().page;
  const { team, accounts, out, short, failing } = totals;
  return (
    <tr>
      <th scope="row">
        {team === undefined ? (
          fleet.noTeam
        ) : (
          <a href={fleetHash({ page: 1, team })}>{cleanText(team)}</a>
        )}
        <TeamBar totals={totals} />
      </th>
      <td>{groupedCount(accounts)}</td>
      <Count severity="out" count={out} />
      <Count severity="busy" count={short} />
      <Count severity="nearly-out" count={failing} />
    </tr>
  );
}

type CountFacts = { readonly severity: Severity; readonly count: number };

/** None is quiet, so that the others stand out. */
function Count({ severity, count }: CountFacts) {
  return count === 0 ? <td class="quiet">0</td> : <td class={severity}>{groupedCount(count)}</td>;
}

/** The shares of a team's accounts: out, failing, short, and those that are fine. */
function TeamBar({ totals: { accounts, out, short, failing } }: { readonly totals: FleetTeam }) {
  const parts = [
    ['out', out],
    ['nearly-out', failing],
    ['busy', short],
    ['calm', accounts - out - failing - short],
  ] as const;
  let before = 0;
  return (
    <svg class="team-bar" width="100%" height="6" aria-hidden="true">
      {parts.map(([severity, count]) => {
        const x = percent(before / accounts);
        before += count;
        return (
          <g class={severity} key={severity}>
            <rect class="level" x={x} width={percent(count / accounts)} height="6" />
          </g>
        );
      })}
    </svg>
  );
}
