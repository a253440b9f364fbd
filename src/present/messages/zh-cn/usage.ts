import type { Messages } from '../../messages.ts';

export const usage: Messages['usage'] = {};
