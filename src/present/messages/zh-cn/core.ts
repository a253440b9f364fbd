import type { CoreMessages } from '../en/core.ts';
import { argumentWords } from './arguments.ts';
import { failures } from './failures.ts';
import { systemErrors } from './system-errors.ts';
import { usage } from './usage.ts';
import { verdict } from './verdict.ts';

export const coreZhCn: CoreMessages = {
  arguments: argumentWords,
  failures,
  systemErrors,
  usage,
  verdict,
};
