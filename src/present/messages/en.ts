import { argumentWords } from './en/arguments.ts';
import { config } from './en/config.ts';
import { doctor } from './en/doctor.ts';
import { failures } from './en/failures.ts';
import { help } from './en/help.ts';
import { scenarios } from './en/scenarios.ts';
import { sources } from './en/sources.ts';
import { usage } from './en/usage.ts';

/** English, topic by topic. */
export const en = { arguments: argumentWords, config, doctor, failures, help, scenarios, sources, usage };
