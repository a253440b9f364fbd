import { useEffect, useState } from 'preact/hooks';
import { fleetIn, type FleetRecord } from '../../domain/fleet-record.ts';
import type { EngineTrouble, Fleet } from '../../domain/fleet.ts';
import { readFleet, type Answer } from '../live/daemon-api.ts';
import { fleetHash, type FleetPlace } from './fleet-place.ts';

/** Why there is nothing newer: no engine is set, it has no answer, or KimiBar has none. */
export type FleetObstacle =
  | { readonly kind: 'not-set' | 'unreachable' }
  | { readonly kind: 'engine'; readonly engine: EngineTrouble };

export type LoadedFleet = {
  /** The last one that arrived; of another place until the wanted one has arrived. */
  readonly fleet?: Fleet | undefined;
  readonly isWanted: boolean;
  readonly obstacle?: FleetObstacle | undefined;
};

type Loaded = Omit<LoadedFleet, 'isWanted'> & { readonly place?: string | undefined };

/** Reads a part of the fleet now and whenever `revision` changes. */
export function useFleet(wanted: FleetPlace, revision: unknown): LoadedFleet {
  const [loaded, setLoaded] = useState<Loaded>({});
  const place = fleetHash(wanted);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const answer = await readFleet(wanted);
      if (isCurrent) setLoaded((before) => loadedAfter(before, place, answer));
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [place, revision]);
  const { fleet, obstacle } = loaded;
  return { fleet, obstacle, isWanted: loaded.place === place };
}

/** Figures of the same place are worth showing while there are no newer ones. */
function loadedAfter(before: Loaded, place: string, answer: Answer<FleetRecord>): Loaded {
  if (answer.kind === 'ok') return { place, fleet: fleetIn(answer.value) };
  const isSame = before.place === place;
  const obstacle = obstacleIn(answer);
  const fleet = isSame && obstacle.kind !== 'not-set' ? before.fleet : undefined;
  return { place, fleet, obstacle };
}

function obstacleIn(answer: Exclude<Answer<FleetRecord>, { kind: 'ok' }>): FleetObstacle {
  if (answer.kind !== 'refused') return { kind: 'unreachable' };
  if (answer.engine !== undefined) return { kind: 'engine', engine: answer.engine };
  return { kind: answer.status === 404 ? 'not-set' : 'unreachable' };
}
