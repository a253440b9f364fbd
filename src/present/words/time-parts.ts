/** A span in the units it is told in; absent ones are left out. */
export type CountdownParts = {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
};

/** The local date and time in words' own pieces; `date` is absent where it is the same day as now. */
export type LocalDateParts = {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
};

export type LocalTimeParts = {
  readonly date?: LocalDateParts | undefined;
  /** Hours and minutes on a 24-hour clock. */
  readonly time: string;
};
