import { version } from '../../../app/version.ts';
import type { Host } from '../../../host/host.ts';
import { stackOf } from '../../../host/log.ts';
import { openStandardPipes } from '../../../host/standard-pipes.ts';
import { serveMcp } from '../../../mcp/serve-mcp.ts';
import type { Messages } from '../../../present/messages/en.ts';

export type McpRun = {
  readonly host: Host;
  readonly configPath?: string | undefined;
  readonly loadMessages: () => Promise<Messages>;
};

/**
 * `kimibar mcp`: serves MCP on stdin and stdout. Resolves when the client has closed stdin and every
 * call has been answered.
 */
export async function runMcp({ host, configPath, loadMessages }: McpRun): Promise<void> {
  const pipes = openStandardPipes();
  const ended = new Promise((resolve) => pipes.input.once('end', resolve));
  const pending = new Set<Promise<unknown>>();
  await serveMcp({
    version,
    pipes,
    async answer(call) {
      const answering = import('./mcp-answers.ts').then(async ({ answerCall }) =>
        answerCall({ host, configPath, messages: await loadMessages() }, call),
      );
      pending.add(answering);
      return answering.finally(() => pending.delete(answering));
    },
    onError: (error) => host.log.debug('error in the MCP server', { stack: stackOf(error) }),
  });
  await ended;
  await Promise.allSettled(pending);
}
