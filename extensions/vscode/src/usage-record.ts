/** One quota, as `kimi.windows` of the JSON contract (docs/json.md) has it. */
export type QuotaWindow = {
  readonly id: string;
  readonly label: string;
  /** 0..100. */
  readonly remainingPercent: number;
  readonly remaining?: number | undefined;
  readonly limit?: number | undefined;
  readonly unit?: string | undefined;
  readonly resetsAt?: Date | undefined;
  readonly reliable: boolean;
  /** Expected share used at the reset: the median. */
  readonly usedAtReset?: number | undefined;
};

/** What the status bar needs of a record of `kimibar usage --json`. */
export type UsageRecord = {
  readonly verdict: {
    readonly state: 'lasts' | 'short' | 'out' | 'unknown';
    readonly window?: string | undefined;
    readonly until?: Date | undefined;
    readonly backAt?: Date | undefined;
    readonly text?: string | undefined;
  };
  readonly windows: readonly QuotaWindow[];
  readonly fetchedAt?: Date | undefined;
  readonly stale: boolean;
  /** The failure's `reason`, such as `credential-missing`. */
  readonly failure?: string | undefined;
  readonly plan?: string | undefined;
};

/**
 * Reads the first record of the JSON array. Unknown keys are ignored, missing ones are absent.
 * `off` if Kimi is disabled (an empty array); undefined if this is not the contract's JSON.
 */
export function readUsage(json: unknown): UsageRecord | 'off' | undefined {
  if (!Array.isArray(json)) return undefined;
  if (json.length === 0) return 'off';
  const [record] = json as readonly unknown[];
  if (!isObject(record)) return undefined;
  const kimi = objectAt(record, 'kimi');
  const verdict = objectAt(kimi, 'verdict');
  const windows = Array.isArray(kimi['windows']) ? kimi['windows'] : [];
  return {
    verdict: {
      state: stateOf(verdict['state']),
      window: textOf(verdict['window']),
      until: dateOf(verdict['until']),
      backAt: dateOf(verdict['backAt']),
      text: textOf(verdict['text']),
    },
    windows: windows.flatMap((window: unknown) => (isObject(window) ? readWindow(window) : [])),
    fetchedAt: dateOf(kimi['fetchedAt']),
    stale: kimi['stale'] === true,
    failure: textOf(objectAt(record, 'error')['reason']),
    plan: textOf(kimi['plan']),
  };
}

/** The quota that decides: the verdict's, else the one with the least left. */
export function decidingWindow({ verdict, windows }: UsageRecord): QuotaWindow | undefined {
  const named = windows.find(({ id }) => id === verdict.window);
  if (named !== undefined) return named;
  const known = windows.filter(({ reliable }) => reliable);
  return known.toSorted((a, b) => a.remainingPercent - b.remainingPercent)[0];
}

function readWindow(window: JsonObject): readonly QuotaWindow[] {
  const [id, remainingPercent] = [textOf(window['id']), numberOf(window['remainingPercent'])];
  if (id === undefined || remainingPercent === undefined) return [];
  const expected = objectAt(objectAt(window, 'forecast'), 'usedAtResetPercent');
  return [
    {
      id,
      label: textOf(window['label']) ?? id,
      remainingPercent,
      remaining: numberOf(window['remaining']),
      limit: numberOf(window['limit']),
      unit: textOf(window['unit']),
      resetsAt: dateOf(window['resetsAt']),
      reliable: window['reliable'] !== false,
      usedAtReset: numberOf(expected['p50']),
    },
  ];
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function dateOf(value: unknown): Date | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

function stateOf(value: unknown): UsageRecord['verdict']['state'] {
  return value === 'lasts' || value === 'short' || value === 'out' ? value : 'unknown';
}
