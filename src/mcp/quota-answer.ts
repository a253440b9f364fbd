import { usageText } from '../present/card/usage-text.ts';
import { failureText } from '../present/failure-text.ts';
import { usageRecord } from '../present/json/usage-json.ts';
import { usageView } from '../present/usage-view.ts';
import { failedAnswer, type AskedUsage, type ToolAnswer, type ToolWorld } from './tool-answer.ts';

const cardWidth = 80;

/** `kimi_quota`: the card as text, and the `kimi` part of the published JSON. */
export function answerQuota(
  { app, clock, messages }: ToolWorld,
  { account, outcome }: AskedUsage,
): ToolAnswer {
  if (outcome.kind === 'failed' && outcome.lastGood === undefined)
    return failedAnswer(outcome.failure, failureText(outcome.failure, messages, account));
  const nowMs = clock.now();
  const record = usageRecord(outcome, { nowMs, account, asked: app.source });
  const { attempts: _, ...kimi } = record.kimi ?? { attempts: [] };
  const error = 'error' in record ? record.error : undefined;
  const text = usageText(usageView(outcome, { nowMs, account, meters: app.meters }), {
    width: cardWidth,
    colour: 'none',
    unicode: true,
    messages,
  });
  return { text, content: { account: record.account, ...kimi, error } };
}
