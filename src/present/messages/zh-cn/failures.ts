import type { Messages } from '../../messages.ts';

export const failures: Messages['failures'] = {};
