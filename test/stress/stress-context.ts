/** A row of the table: how often something was tried, and each failure in words. */
export type Result = { readonly what: string; tried: number; readonly failures: string[] };

/** What every stress test runs with. */
export type StressContext = {
  /** The same seed gives the same run. */
  readonly seed: number;
  /** A new folder below the one that is searched for secrets at the end. */
  readonly folder: (name: string) => string;
  /** How many of `full` to try, by `--scale`; at least one. */
  readonly times: (full: number) => number;
  /** Keeps output of the program, to be searched for secrets at the end. */
  readonly record: (text: string) => void;
  /** Runs `work` when all is over, the last first. Helpers of the tests take this as their `t`. */
  readonly after: (work: () => unknown) => void;
  /** The only credential there is. Not a real one. */
  readonly key: string;
  /** The row of this name. */
  readonly result: (what: string) => Result;
};

export type StressTest = (context: StressContext) => Promise<void>;

/** Tries one thing and counts it. If it throws, that is a failure; `label` says of what. */
export async function attempt(result: Result, label: string, work: () => unknown): Promise<void> {
  result.tried += 1;
  try {
    await work();
  } catch (error) {
    result.failures.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
