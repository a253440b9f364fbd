import type { Fleet, FleetAccount, FleetTeam } from './fleet.ts';
import { isListOf, isNumber, isShape, isText, optional } from './shape.ts';

/**
 * The fleet as JSON: what `kimibar fleet --format json` prints and `/api/v1/fleet` sends. Times are
 * ISO 8601.
 */
export type FleetRecord = Pick<Fleet, 'teams' | 'mostRoom' | 'silent'> & {
  readonly at: string;
  readonly accounts: readonly FleetRowRecord[];
  readonly nextBack: readonly (FleetAccount & {
    readonly window: string;
    readonly resetsAt: string;
  })[];
};

type FleetRowRecord = FleetAccount & {
  readonly plan?: string | undefined;
  readonly failing?: string | undefined;
  readonly readingAgeSeconds?: number | undefined;
  readonly windows: readonly FleetWindowRecord[];
};

type FleetWindowRecord = {
  readonly window: string;
  readonly usedPercent?: number | undefined;
  readonly runsOutProbability?: number | undefined;
  readonly resetsAt?: string | undefined;
};

const account = { team: optional(isText), host: isText, account: isText };

export const isFleetRecord = isShape<FleetRecord>({
  at: isText,
  accounts: isListOf(
    isShape<FleetRowRecord>({
      ...account,
      plan: optional(isText),
      failing: optional(isText),
      readingAgeSeconds: optional(isNumber),
      windows: isListOf(
        isShape<FleetWindowRecord>({
          window: isText,
          usedPercent: optional(isNumber),
          runsOutProbability: optional(isNumber),
          resetsAt: optional(isText),
        }),
      ),
    }),
  ),
  teams: isListOf(
    isShape<FleetTeam>({
      team: optional(isText),
      accounts: isNumber,
      out: isNumber,
      short: isNumber,
      failing: isNumber,
    }),
  ),
  mostRoom: isListOf(isShape({ ...account, usedPercent: isNumber })),
  nextBack: isListOf(isShape({ ...account, window: isText, resetsAt: isText })),
  silent: isListOf(isShape({ team: optional(isText), host: isText })),
});

/** The fleet that a record describes. */
export function fleetIn({ at, accounts, nextBack, ...rest }: FleetRecord): Fleet {
  return {
    ...rest,
    atMs: Date.parse(at),
    rows: accounts.map(({ readingAgeSeconds, windows, ...row }) => ({
      ...row,
      readingAgeMs: readingAgeSeconds === undefined ? undefined : readingAgeSeconds * 1000,
      windows: windows.map(({ resetsAt, ...window }) => ({
        ...window,
        resetsAtMs: resetsAt === undefined ? undefined : Date.parse(resetsAt),
      })),
    })),
    nextBack: nextBack.map(({ resetsAt, ...one }) => ({
      ...one,
      resetsAtMs: Date.parse(resetsAt),
    })),
  };
}
