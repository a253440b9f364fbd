import type { ComponentChildren } from 'preact';
import type { Fleet } from '../../domain/fleet.ts';
import { accountName, machineName } from '../../present/fleet/fleet-names.ts';
import type { FleetView } from '../../present/fleet/fleet-view.ts';
import { fleetWindowName } from '../../present/fleet/fleet-window-name.ts';
import { formatShare, groupedCount } from '../../present/words/shares.ts';
import { formatCountdown, formatMoment } from '../../present/words/time.ts';
import { useWords } from '../words.ts';
import { FleetTeams } from './fleet-teams.tsx';

export type FleetListsFacts = {
  readonly fleet: Fleet;
  readonly view: FleetView;
  readonly nowMs: number;
};

/** The engine names up to 50. */
const shownMachines = 8;

/** The totals of each team, the most room, what is back next, and silent machines. */
export function FleetLists({ fleet, view, nowMs }: FleetListsFacts) {
  const { messages, page } = useWords();
  const { fleet: words } = messages;
  return (
    <div class="fleet-lists">
      <FleetTeams teams={view.teams} />
      <List
        title={words.mostRoom}
        items={fleet.mostRoom.map((one) => ({
          name: accountName(one),
          value: formatShare(100 - one.usedPercent, 'left'),
        }))}
      />
      <List
        title={words.nextBack}
        items={fleet.nextBack.map((one) => ({
          name: accountName(one),
          detail: fleetWindowName(one.window, messages),
          value: formatMoment(one.resetsAtMs, nowMs, messages),
          valueDetail: `· ${page.card.in(formatCountdown(one.resetsAtMs - nowMs, messages))}`,
        }))}
      />
      <Silent machines={fleet.silent.map(machineName)} />
    </div>
  );
}

type Item = {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly value?: string | undefined;
  readonly valueDetail?: string | undefined;
};

type ListFacts = {
  readonly title: string;
  readonly items: readonly Item[];
  readonly children?: ComponentChildren;
};

/** Names on the left, figures on the right; nothing without items. */
function List({ title, items, children }: ListFacts) {
  if (items.length === 0) return null;
  return (
    <section class="plate">
      <h2>{title}</h2>
      <Items items={items} />
      {children}
    </section>
  );
}

function Items({ items }: Pick<ListFacts, 'items'>) {
  return (
    <ul>
      {items.map(({ name, detail, value, valueDetail }) => (
        <li key={`${name} ${detail}`}>
          <span>
            {name} <span class="quiet">{detail}</span>
          </span>
          {value !== undefined && (
            <span>
              {value} <span class="quiet">{valueDetail}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Machines that have stopped reporting. */
function Silent({ machines }: { readonly machines: readonly string[] }) {
  const { messages, page } = useWords();
  const items = machines.map((name) => ({ name }));
  return (
    <List title={messages.fleet.silent} items={items.slice(0, shownMachines)}>
      {items.length > shownMachines && (
        <details>
          <summary>{page.fleet.more(groupedCount(items.length - shownMachines))}</summary>
          <Items items={items.slice(shownMachines)} />
        </details>
      )}
    </List>
  );
}
