/** The agents and editors whose config KimiBar can add its MCP server to. */
export const mcpTargets = ['kimi-code', 'claude-code', 'codex', 'cursor', 'vscode'] as const;

export type McpTarget = (typeof mcpTargets)[number];
