/** Texts of `mcp install` and `uninstall` that differ from the status line's. */
export const mcpSetup = {
  installed: ({ tool, file }: { tool: string; file: string }) =>
    `MCP server added to ${tool}: ${file}`,
  alreadyThere: ({ tool, file }: { tool: string; file: string }) =>
    `${tool} already has the MCP server: ${file}`,
  removed: ({ tool, file }: { tool: string; file: string }) =>
    `MCP server removed from ${tool}: ${file}`,
  notThere: (tool: string) => `${tool} has no KimiBar MCP server. Nothing changed.`,
  ownCommand: ({ tool, file, command }: { tool: string; file: string; command: string }) =>
    `${tool} already has another MCP server named kimibar (${command}) in ${file}. Nothing changed. To replace it, add --force`,
  next: 'Restart it to use the tools kimi_quota, kimi_can_start and kimi_breakdown.',
  onTerminal:
    'This is a server for agents: they start it themselves. To add it to one, run kimibar mcp install TOOL. Ctrl-C ends it.',
};
