import { useId } from 'preact/hooks';
import { goTo } from '../browser.ts';
import { useWords } from '../words.ts';
import { fleetHash } from './fleet-place.ts';

export type TeamFilterFacts = {
  readonly team: string | undefined;
  readonly teams: readonly string[];
};

/** Shows one team, or all if the field is empty. Suggests names, of which there may be hundreds. */
export function TeamFilter({ team, teams }: TeamFilterFacts) {
  const { messages, page } = useWords();
  const id = useId();
  if (team === undefined && teams.length < 2) return null;
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <label for={id}>{messages.fleet.team}</label>
      <input
        id={id}
        type="search"
        list={`${id}-teams`}
        autocomplete="off"
        placeholder={page.fleet.allTeams}
        key={team}
        defaultValue={team}
        onChange={(event) => {
          const wanted = event.currentTarget.value.trim();
          goTo(fleetHash({ page: 1, team: wanted === '' ? undefined : wanted }));
        }}
      />
      <datalist id={`${id}-teams`}>
        {teams.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}
