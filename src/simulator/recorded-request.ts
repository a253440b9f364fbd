/** A request as it arrived. Header names are in lower case; values are as sent, credentials included. */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  /** With its question mark, empty where there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** By the simulated clock, epoch milliseconds. */
  readonly atMs: number;
};
