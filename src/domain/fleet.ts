/** An account on one machine: its number or name there, as its exporter labels it. */
export type FleetAccount = {
  readonly team?: string | undefined;
  readonly host: string;
  readonly account: string;
};

export type FleetWindow = {
  readonly window: string;
  readonly usedPercent?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  /** 0..1. */
  readonly runsOutProbability?: number | undefined;
};

/** One account with all that the engine knows of it. */
export type FleetRow = FleetAccount & {
  readonly plan?: string | undefined;
  /** The failure kind while its refreshes fail. */
  readonly failing?: string | undefined;
  readonly readingAgeMs?: number | undefined;
  readonly windows: readonly FleetWindow[];
};

export type FleetTeam = {
  readonly team?: string | undefined;
  readonly accounts: number;
  /** With a window that is used up. */
  readonly out: number;
  /** More likely than not to run out before a reset. */
  readonly short: number;
  readonly failing: number;
};

/** The accounts of many machines, as a metrics engine has them. */
export type Fleet = {
  readonly atMs: number;
  /** Those in most trouble, worst first; one page of all. */
  readonly rows: readonly FleetRow[];
  readonly teams: readonly FleetTeam[];
  /** By the share that is left in the account's fullest window, most first. */
  readonly mostRoom: readonly (FleetAccount & { readonly usedPercent: number })[];
  /** Windows that are used up, by their reset. */
  readonly nextBack: readonly (FleetAccount & {
    readonly window: string;
    readonly resetsAtMs: number;
  })[];
  /** Machines that reported an hour or a day ago, but not now. */
  readonly silent: readonly Omit<FleetAccount, 'account'>[];
};

/** Why the engine has no answer: its address without secrets, and a code such as `HTTP 401`. */
export type EngineTrouble = { readonly address: string; readonly reason: string };

/** What a daemon says about the fleet; `not-set` while it knows no engine. */
export type FleetAnswer =
  | { readonly kind: 'fleet'; readonly fleet: Fleet }
  | { readonly kind: 'failed'; readonly engine: EngineTrouble }
  | { readonly kind: 'not-set' };

/** A page of the fleet, of all teams or of one. */
export type FleetPage = {
  /** The first one is 1. */
  readonly page: number;
  /** Rows of a page. */
  readonly limit: number;
  readonly team?: string | undefined;
};

/** Rows of a page, if none are asked for; of the terminal's, too. */
export const fleetPageRows = 20;

/** The last page that can be asked for. */
export const maxFleetPage = 1000;
