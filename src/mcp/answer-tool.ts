import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';
import { failureText } from '../present/failure-text.ts';
import { answerCanStart } from './can-start-answer.ts';
import { answerQuota } from './quota-answer.ts';
import {
  failedAnswer,
  type AskedUsage,
  type ToolAnswer,
  type ToolCall,
  type ToolWorld,
} from './tool-answer.ts';
import type { ToolArguments } from './tool-arguments.ts';
import type { ToolName } from './tool-table.ts';

const answers: Readonly<
  Record<
    Exclude<ToolName, 'kimi_breakdown'>,
    (world: ToolWorld, asked: AskedUsage, args: ToolArguments) => ToolAnswer
  >
> = { kimi_quota: answerQuota, kimi_can_start: answerCanStart };

/** As for `usage`: younger cached usage is as good as new, so that many agents cost one request. */
const maxAgeMs = 30_000;
const timeoutMs = 20_000;

/** Answers a checked call. Expected failures are answers with `isError`. */
export async function answerTool(
  { messages, ...world }: Omit<ToolWorld, 'app'> & { readonly openApp: () => Promise<UsageApp> },
  { name, args, signal }: ToolCall,
): Promise<ToolAnswer> {
  try {
    const app = await world.openApp();
    const inner = { clock: world.clock, messages, app };
    const account = typeof args['account'] === 'string' ? args['account'] : undefined;
    if (!app.enabled) return failedAnswer({ kind: 'credential-missing' }, messages.usage.disabled);
    if (name === 'kimi_breakdown') throw new Failure('invalid-request', 'not yet');
    const outcome = await app.readUsage({
      account,
      maxAgeMs,
      timeoutMs,
      daemonUsage: 'accept',
      insist: false,
      mayPrompt: false,
      signal,
    });
    return answers[name](inner, { account, outcome }, args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return failedAnswer(error, failureText(error, messages));
  }
}
