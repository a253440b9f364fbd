/** A span in the units it is told in; absent ones are left out. */
export type CountdownParts = {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
};

/** The local date and time in words' own pieces; `date` is absent where it is the same day as now. */
export type LocalTimeParts = {
  readonly date?: { readonly weekday: string; readonly day: string; readonly month: string };
  /** Hours and minutes on a 24-hour clock. */
  readonly time: string;
};
