import { openApp } from '../../../app/open-app.ts';
import type { CommandContext } from '../../command-context.ts';

/** `kimibar cookies clear`: forgets the sessions and refusals that were kept. The browsers' own are left alone. */
export async function runCookiesClear(context: CommandContext): Promise<number> {
  const app = await openApp(context);
  context.terminal.out(context.messages.cookies.forgotten(await app.forgetSessions()));
  return 0;
}
