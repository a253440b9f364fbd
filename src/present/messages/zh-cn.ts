import type { Messages } from '../messages.ts';
import { argumentWords } from './zh-cn/arguments.ts';
import { config } from './zh-cn/config.ts';
import { doctor } from './zh-cn/doctor.ts';
import { failures } from './zh-cn/failures.ts';
import { help } from './zh-cn/help.ts';
import { scenarios } from './zh-cn/scenarios.ts';
import { sources } from './zh-cn/sources.ts';
import { usage } from './zh-cn/usage.ts';

/** 简体中文, topic by topic. */
export const zhCn: Messages = { arguments: argumentWords, config, doctor, failures, help, scenarios, sources, usage };
