import type { Messages } from '../messages.ts';
import { config } from './zh-cn/config.ts';
import { failures } from './zh-cn/failures.ts';
import { scenarios } from './zh-cn/scenarios.ts';
import { usage } from './zh-cn/usage.ts';

/** 简体中文, topic by topic. */
export const zhCn: Messages = { config, failures, scenarios, usage };
