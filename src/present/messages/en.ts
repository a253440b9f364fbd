import { config } from './en/config.ts';
import { failures } from './en/failures.ts';
import { usage } from './en/usage.ts';

/** English, topic by topic. */
export const en = { config, failures, usage };
