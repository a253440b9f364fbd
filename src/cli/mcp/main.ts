import { resolvePathVariables } from '../../host/absolute-path.ts';
import { createNodeHost } from '../../host/node-host.ts';
import { isStdinTerminal } from '../../host/standard-pipes.ts';
import { ignoreCurrentFolder } from '../../host/process-env.ts';
import { runMcp } from '../commands/mcp/run-mcp.ts';

/**
 * `kimibar mcp` without the rest of the program: an agent waits for its servers when it starts.
 * False if there are further words, or a user to explain it to, which take the whole program:
 * then nothing was done.
 */
export function runMcpServer(words: readonly string[]): boolean {
  if (words.length > 0 || isStdinTerminal()) return false;
  resolvePathVariables();
  const host = createNodeHost();
  ignoreCurrentFolder(host.platform.os);
  void runMcp({
    host,
    async loadMessages() {
      const { loadMessages } = await import('../../present/load-messages.ts');
      const { chooseLanguage } = await import('../choose-language.ts');
      return loadMessages(chooseLanguage([], host));
    },
  });
  return true;
}
