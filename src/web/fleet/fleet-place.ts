import { fleetParams } from '../../domain/daemon-api.ts';
import { maxFleetPage, type FleetPage } from '../../domain/fleet.ts';

/** Which part of the fleet the address' hash names. */
export type FleetPlace = Omit<FleetPage, 'limit'>;

/** The place in `#/fleet?page=3&team=core`; the first page of all teams if it names none. */
export function fleetPlace(hash: string): FleetPlace {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const page = Number(query.get(fleetParams.page));
  return {
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, maxFleetPage) : 1,
    team: query.get(fleetParams.team) || undefined,
  };
}

/** The hash that names a place. */
export function fleetHash({ page, team }: FleetPlace): string {
  const query = new URLSearchParams();
  if (page > 1) query.set(fleetParams.page, String(page));
  if (team !== undefined) query.set(fleetParams.team, team);
  return ['#/fleet', query.toString()].filter(Boolean).join('?');
}
