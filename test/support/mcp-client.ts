import type { TestContext } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { programPath } from './run-program.ts';
import type { Stage } from './stage.ts';

/** The SDK's client, connected to `kimibar mcp` on this stage. */
export async function connectMcp(
  t: Pick<TestContext, 'after'>,
  { home, env }: Pick<Stage, 'home' | 'env'>,
  {
    args = [],
    folder = home,
  }: { readonly args?: readonly string[]; readonly folder?: string } = {},
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [programPath, 'mcp', ...args],
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC', ...env },
    cwd: folder,
    stderr: 'inherit',
  });
  t.after(() => client.close());
  await client.connect(transport);
  return client;
}

/** The text and the structured content of a tool's answer. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const [first] = Array.isArray(result.content) ? result.content : [];
  return {
    text: String(first?.text),
    content: (result.structuredContent ?? {}) as Readonly<Record<string, unknown>>,
    isError: result.isError === true,
  };
}
