import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { setStage, type Stage } from '../../support/stage.ts';
import { openTmux, type TmuxTerminal } from '../../support/tmux.ts';

/** `kimibar setup` in a terminal, in a home without credentials. */
export type Scene = {
  readonly stage: Stage;
  readonly terminal: TmuxTerminal;
  readonly configPath: string;
};

export async function startSetup(
  t: TestContext,
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const stage = await setStage(t);
  const { KIMI_CODE_API_KEY: _, ...addresses } = stage.env;
  const terminal = await openTmux(t, ['setup'], {
    home: stage.home,
    env: { ...addresses, ...env },
  });
  return { stage, terminal, configPath: join(stage.home, '.config', 'kimibar', 'config.json') };
}

export async function choosePaste({ terminal }: Scene): Promise<void> {
  await terminal.shows('How should KimiBar sign in?');
  await terminal.press('Enter');
  await terminal.shows('Paste it here');
}

export function savedIn({ configPath }: Scene): unknown {
  const { providers } = JSON.parse(readFileSync(configPath, 'utf8'));
  return providers;
}
