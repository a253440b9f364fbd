import { config } from './en/config.ts';
import { failures } from './en/failures.ts';
import { scenarios } from './en/scenarios.ts';
import { usage } from './en/usage.ts';

/** English, topic by topic. */
export const en = { config, failures, scenarios, usage };
