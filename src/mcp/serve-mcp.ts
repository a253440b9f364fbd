import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import type { StandardPipes } from '../host/standard-pipes.ts';
import type { ToolAnswer, ToolCall } from './tool-answer.ts';
import { areChecked, argumentProblem, inputSchema } from './tool-arguments.ts';
import { isToolName, toolTable } from './tool-table.ts';

export type McpOptions = {
  readonly version: string;
  readonly pipes: StandardPipes;
  /** Answers a call with valid arguments. Expected failures are answers. */
  readonly answer: (call: ToolCall) => Promise<ToolAnswer>;
  /** Called with bugs, and with messages that are not JSON-RPC. */
  readonly onError: (error: unknown) => void;
};

/**
 * Serves MCP on the pipes until the client closes them; a process without other work ends then. The
 * protocol alone is loaded: what answers the calls is loaded with the first one.
 */
export async function serveMcp({ version, pipes, answer, onError }: McpOptions): Promise<void> {
  const server = new Server(
    { name: 'kimibar', title: 'KimiBar', version },
    {
      capabilities: { tools: {} },
      instructions:
        'Call kimi_can_start before long or unattended work; if it says no, tell the user when the ' +
        'quota is back instead of starting.',
      jsonSchemaValidator: noValidator,
    },
  );
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- not an EventTarget
  server.onerror = onError;
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listedTools() }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const call = checkedCall(params.name, params.arguments ?? {});
    try {
      return resultOf(await answer({ ...call, signal }));
    } catch (error) {
      signal.throwIfAborted();
      // A bug. Its message could quote anything, so the client learns only that there was one.
      onError(error);
      throw new McpError(ErrorCode.InternalError, 'Internal error in KimiBar');
    }
  });
  await server.connect(new StdioServerTransport(pipes.input, pipes.output));
}

/** KimiBar asks clients for nothing that would need validation; the default would load ajv. */
const noValidator = {
  getValidator: () => () => {
    throw new Error('KimiBar requests no input');
  },
};

function listedTools() {
  return Object.entries(toolTable).map(([name, tool]) => ({
    name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchema(tool.arguments),
    outputSchema: {
      type: 'object' as const,
      properties: { ...tool.answer },
      required: [...tool.required],
    },
    annotations: { title: tool.title, readOnlyHint: true, openWorldHint: false },
  }));
}

/** Throws the MCP error for an unknown tool or argument. */
function checkedCall(
  name: string,
  args: Readonly<Record<string, unknown>>,
): Pick<ToolCall, 'name' | 'args'> {
  if (!isToolName(name))
    throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, 40)}`);
  const rules = toolTable[name].arguments;
  if (areChecked(rules, args)) return { name, args };
  throw new McpError(ErrorCode.InvalidParams, argumentProblem(rules, args) ?? 'invalid');
}

function resultOf({ text, content, isError }: ToolAnswer): CallToolResult {
  return {
    content: [{ type: 'text', text }],
    structuredContent: { ...content },
    isError,
  };
}
