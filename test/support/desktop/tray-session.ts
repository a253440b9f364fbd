import type { ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { programPath } from '../run-program.ts';
import { setStage, type Stage } from '../stage.ts';
import { quietConfig, setSession, type Session } from './session.ts';
import { menuRows } from './tray-item.ts';
import { eventually } from '../until.ts';

/** A session with a bus, no panel, and a simulated Kimi. */
export type TraySession = {
  readonly stage: Stage;
  readonly session: Session;
  readonly env: Readonly<Record<string, string>>;
};

export type RunningTray = {
  readonly child: ChildProcess;
  readonly item: string;
  readonly said: readonly string[];
};

/** Sets one up and takes it down after the test. */
export async function setTraySession(
  t: TestContext,
  more: Readonly<Record<string, string>> = {},
): Promise<TraySession> {
  const stage = await setStage(t);
  const session = await setSession(t, { files: quietConfig });
  return { stage, session, env: { ...session.env, ...stage.env, ...more } };
}

/** The built program's tray. Its menu can be read and clicked without a panel. */
export async function startTray({ session, env }: TraySession): Promise<RunningTray> {
  const child = session.start(process.execPath, [programPath, 'tray'], env);
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const item = `org.kde.StatusNotifierItem-${child.pid}-1`;
  await eventually(async () => ((await session.bus.hasOwner(item)) ? true : undefined), 'the item');
  return { child, item, said };
}

/** Waits for a row whose label matches. */
export async function rowLike(
  { session }: TraySession,
  { item }: RunningTray,
  wanted: RegExp,
): Promise<string> {
  return eventually(
    async () => (await menuRows(session.bus, item)).find(({ label }) => wanted.test(label))?.label,
    String(wanted),
  );
}
