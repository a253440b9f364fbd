import type { UsageApp } from '../app/usage-app.ts';
import { Failure } from '../domain/failure.ts';
import { failureText } from '../present/failure-text.ts';
import { answerBreakdown } from './breakdown-answer.ts';
import { answerCanStart } from './can-start-answer.ts';
import { answerQuota } from './quota-answer.ts';
import {
  failedAnswer,
  type AskedUsage,
  type ToolAnswer,
  type ToolCall,
  type ToolWorld,
} from './tool-answer.ts';

/** As for `usage`: younger cached usage is as good as new, so that many agents cost one request. */
const maxAgeMs = 30_000;
const timeoutMs = 20_000;

/** Answers a checked call. Expected failures are answers with `isError`. */
export async function answerTool(
  { openApp, ...given }: Omit<ToolWorld, 'app'> & { readonly openApp: () => Promise<UsageApp> },
  call: ToolCall,
): Promise<ToolAnswer> {
  const { messages } = given;
  try {
    const world = { ...given, app: await openApp() };
    const { name, args } = call;
    if (name === 'kimi_breakdown') return await answerBreakdown(world, args);
    if (!world.app.enabled)
      return failedAnswer({ kind: 'credential-missing' }, messages.usage.disabled);
    const asked = await readUsage(world.app, call);
    return name === 'kimi_quota'
      ? answerQuota(world, asked)
      : await answerCanStart(world, asked, args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return failedAnswer(error, failureText(error, messages));
  }
}

async function readUsage(app: UsageApp, { args, signal }: ToolCall): Promise<AskedUsage> {
  const requestFor = (account: string | undefined) => ({
    account,
    maxAgeMs,
    timeoutMs,
    daemonUsage: 'accept' as const,
    insist: false,
    mayPrompt: false,
    signal,
  });
  const name = args['account'];
  if (typeof name !== 'string') return app.readShownUsage(requestFor);
  const account = app.accountFor(name);
  return { account, outcome: await app.readUsage(requestFor(account)) };
}
