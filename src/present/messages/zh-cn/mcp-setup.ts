import type { Messages } from '../en.ts';

export const mcpSetup: Messages['mcpSetup'] = {
  installed: ({ tool, file }) => `已将 MCP 服务添加到 ${tool}：${file}`,
  alreadyThere: ({ tool, file }) => `${tool} 中已有此 MCP 服务：${file}`,
  removed: ({ tool, file }) => `已从 ${tool} 移除 MCP 服务：${file}`,
  notThere: (tool) => `${tool} 中没有 KimiBar 的 MCP 服务，未做修改。`,
  ownCommand: ({ tool, file, command }) =>
    `${tool} 在 ${file} 中已有另一个名为 kimibar 的 MCP 服务（${command}），未做修改。如需替换，请加 --force`,
  next: '重启后即可使用 kimi_quota、kimi_can_start 和 kimi_breakdown 工具。',
  onTerminal:
    '这是供智能体使用的服务，由它们自行启动。要添加到某个工具，请运行 kimibar mcp install TOOL。按 Ctrl-C 结束。',
};
