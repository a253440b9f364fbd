import { argumentWords } from './arguments.ts';
import { failures } from './failures.ts';
import { systemErrors } from './system-errors.ts';
import { usage } from './usage.ts';
import { verdict } from './verdict.ts';

/**
 * The topics that showing usage needs. Nearly every run is one of these, and the other topics would
 * make it load twice as much.
 */
export const coreEn = { arguments: argumentWords, failures, systemErrors, usage, verdict };

/** The part of all texts that is loaded with the program. */
export type CoreMessages = typeof coreEn;
