import type { Messages } from '../../messages.ts';

export const config: Messages['config'] = {};
