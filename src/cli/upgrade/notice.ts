import { readReleaseSource } from '../../app/upgrade/find-release.ts';
import {
  readUpdateMemory,
  writeUpdateMemory,
  type UpdateMemory,
} from '../../app/upgrade/update-memory.ts';
import { version } from '../../app/version.ts';
import { loadSettings } from '../../config/load-settings.ts';
import { Failure } from '../../domain/failure.ts';
import { compareVersions } from '../../domain/release.ts';
import { systemCode } from '../../host/system-error.ts';
import { startDetached, thisProgram } from '../../host/this-program.ts';
import { loadMessages } from '../../present/load-messages.ts';
import type { CoreContext } from '../command-context.ts';

type NoticeContext = Pick<CoreContext, 'host' | 'terminal' | 'configPath' | 'language'>;

const dayMs = 86_400_000;

/**
 * After a command on a terminal: names a newer release, at most once a day, from what an earlier
 * check in the background noted; starts the next check if the last is a day old. Sends no request
 * itself. Says nothing in CI, for builds that know no releases, or if the user has turned it off.
 */
export async function noticeUpdate(
  context: NoticeContext,
  start: () => Promise<void> = () => startCheck(context),
  script = thisProgram().script,
): Promise<void> {
  const { host } = context;
  if ((host.env['CI'] ?? '') !== '' || readReleaseSource(host, script) === undefined) return;
  const memory = readUpdateMemory(host);
  const nowMs = host.clock.now();
  const isNews = isNewsNow(memory, nowMs);
  const isCheckDue = !isWithinDay(memory?.checkedAtMs, nowMs);
  if ((!isNews && !isCheckDue) || !(await isWanted(context))) return;
  try {
    // Before the check, so that one that fails is not repeated with every command.
    await writeUpdateMemory(host, {
      version: memory?.version,
      checkedAtMs: isCheckDue ? nowMs : (memory?.checkedAtMs ?? nowMs),
      shownAtMs: isNews ? nowMs : memory?.shownAtMs,
    });
  } catch (error) {
    // A read-only disk: the notice would come with every command.
    if (systemCode(error) === undefined) throw error;
    return;
  }
  if (isNews) {
    const { upgrade } = await loadMessages(context.language);
    context.terminal.err(upgrade.notice(memory?.version ?? ''));
  }
  if (isCheckDue) await start();
}

function isNewsNow(memory: UpdateMemory | undefined, nowMs: number): boolean {
  return (
    memory?.version !== undefined &&
    compareVersions(memory.version, version) > 0 &&
    !isWithinDay(memory.shownAtMs, nowMs)
  );
}

/** A time in the future means that the clock was set back. */
function isWithinDay(atMs: number | undefined, nowMs: number): boolean {
  return atMs !== undefined && atMs <= nowMs && nowMs - atMs < dayMs;
}

async function isWanted({ host, configPath }: NoticeContext): Promise<boolean> {
  try {
    const { settings } = await loadSettings(host, { path: configPath });
    return settings.updates.notice;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

async function startCheck({ host }: NoticeContext): Promise<void> {
  await startDetached([thisProgram().script, 'upgrade', 'remember'], {
    env: host.env,
    folder: host.platform.homeDir,
  });
}
