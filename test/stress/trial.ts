/** What a trial came to: how often something was tried, and what went wrong, in words. */
export type Score = { readonly what: string; tried: number; readonly failures: string[] };

/** What every trial stands on. */
export type Ground = {
  /** All chance comes from it: the same seed brings the same trials. */
  readonly seed: number;
  /** A fresh folder below the one that is searched for secrets at the end. */
  readonly folder: (name: string) => string;
  /** How many of `full` to try: all of them, or fewer where the time is short. */
  readonly count: (full: number) => number;
  /** Hands in text that the program brought forth, to be searched for secrets at the end. */
  readonly heard: (text: string) => void;
  /** Something to be taken down when all is over, the last first. In the form that the tests' helpers want. */
  readonly after: (work: () => unknown) => void;
  /** The only credential there is. Not a real one. */
  readonly key: string;
  /** A row of the table. */
  readonly score: (what: string) => Score;
};

/** One kind of torture. */
export type Trial = (ground: Ground) => Promise<void>;

/** Tries one thing; what it throws is a failure. `label` says where, for the reader of the table. */
export async function attempt(score: Score, label: string, work: () => unknown): Promise<void> {
  score.tried += 1;
  try {
    await work();
  } catch (error) {
    score.failures.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
