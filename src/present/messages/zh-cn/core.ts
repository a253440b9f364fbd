import type { CoreMessages } from '../en/core.ts';
import { argumentWords } from './arguments.ts';
import { failures } from './failures.ts';
import { usage } from './usage.ts';
import { verdict } from './verdict.ts';

export const coreZhCn: CoreMessages = { arguments: argumentWords, failures, usage, verdict };
