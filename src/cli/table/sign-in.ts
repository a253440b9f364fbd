import { defineCommand } from '../command-line/command.ts';
import { seconds } from '../command-line/value-types.ts';
import { refusal } from '../refusal.ts';
import { openTerminalDialogue } from '../terminal/node-terminal.ts';

export const setup = defineCommand({
  name: 'setup',
  mayLackConfig: true,
  summary: 'setup',
  run: async (context) => {
    const { runSetup } = await import('../commands/setup/setup.ts');
    const colour = context.terminal.colour !== 'none';
    return runSetup(context, () => openTerminalDialogue({ colour, signal: context.signal }));
  },
});

export const login = defineCommand({
  name: 'login',
  mayLackConfig: true,
  summary: 'login',
  flags: {
    console: { summary: 'console' },
    web: { summary: 'web' },
    timeout: {
      summary: 'timeout',
      value: 'seconds',
      type: seconds({ min: 1, max: 86_400 }),
      default: '300',
    },
  },
  run: async (context, { console: isConsole, web, timeout }) => {
    if (isConsole && web) throw refusal(context, (messages) => messages.login.onlyOne);
    const { runLogin } = await import('../commands/login.ts');
    const colour = context.terminal.colour !== 'none';
    return runLogin(context, { page: web ? 'web' : 'console', timeoutMs: timeout }, (signal) =>
      openTerminalDialogue({ colour, signal }),
    );
  },
});
