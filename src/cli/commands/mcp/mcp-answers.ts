import { openApp } from '../../../app/open-app.ts';
import type { Host } from '../../../host/host.ts';
import { answerTool } from '../../../mcp/answer-tool.ts';
import type { ToolAnswer, ToolCall } from '../../../mcp/tool-answer.ts';
import type { Messages } from '../../../present/messages/en.ts';

type Caller = {
  readonly host: Host;
  readonly configPath?: string | undefined;
  readonly messages: Messages;
};

/** Answers a call with the settings of this moment, which the user may change meanwhile. */
export async function answerCall(
  { host, configPath, messages }: Caller,
  call: ToolCall,
): Promise<ToolAnswer> {
  const open = () => openApp({ host, configPath });
  return answerTool({ clock: host.clock, messages, openApp: open }, call);
}
