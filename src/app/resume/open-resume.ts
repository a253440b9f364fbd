import { dataFolder } from '../../config/config-paths.ts';
import type { StoppedSession } from '../../domain/stopped-session.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import { programWords, runInForeground } from '../../host/foreground.ts';
import type { Host } from '../../host/host.ts';
import { findStoppedSessions } from '../../logs/kimi-code/stopped-sessions.ts';
import { claimWall, isWallClaimed } from '../../store/resume-claims.ts';
import type { UsageApp } from '../usage-app.ts';
import { resumeSession, type ResumeDeps, type ResumeEnd } from './resume-session.ts';

const timeoutMs = 20_000;

/** The stopped session to continue, and whether that was tried before. */
export type Resumable = { readonly session: StoppedSession; readonly isClaimed: boolean };

/** The session that a limit stopped last, or the named one; undefined if there is none. */
export async function findResumable(host: Host, id?: string): Promise<Resumable | undefined> {
  const [session] = await findStoppedSessions(host, id);
  if (session === undefined) return undefined;
  return { session, isClaimed: isWallClaimed(placeOf(host), session.wall) };
}

/** Can `kimi` be started? */
export async function isKimiInstalled(host: Host, signal: AbortSignal): Promise<boolean> {
  const [file, ...args] = kimiWords(host);
  const result = await host.commands.run(file, [...args, '--version'], { timeoutMs, signal });
  return result.kind !== 'not-found';
}

/** The words that continue a session with a prompt. */
export function resumeWords(
  host: Host,
  { id }: StoppedSession,
  prompt: string,
): readonly [string, ...string[]] {
  return [...kimiWords(host), '--session', id, '-p', prompt];
}

function kimiWords(host: Host): readonly [string, ...string[]] {
  return programWords(host, 'kimi', '@moonshot-ai/kimi-code');
}

/** Usage of the account that is shown, fetched now. Nothing is requested while Kimi is turned off. */
export async function readFresh(app: UsageApp, signal: AbortSignal): Promise<UsageOutcome> {
  if (!app.enabled)
    return { kind: 'failed', failure: { kind: 'credential-missing' }, attempts: [] };
  const request = { maxAgeMs: 0, insist: false, mayPrompt: false, timeoutMs, signal };
  const { outcome } = await app.readShownUsage((account) => ({ ...request, account }));
  return outcome;
}

export type ResumeOptions = Pick<ResumeDeps, 'maxWaitMs' | 'onWait' | 'signal'> & {
  readonly prompt: string;
  /** With the settings of the moment. */
  readonly openApp: () => Promise<UsageApp>;
};

/** Waits, then continues the session with the real `kimi`: see `resumeSession`. */
export async function waitAndResume(
  host: Host,
  session: StoppedSession,
  { prompt, openApp, ...options }: ResumeOptions,
): Promise<ResumeEnd> {
  const { id, folder, wall } = session;
  return resumeSession(session, {
    ...options,
    clock: host.clock,
    readUsage: async () => readFresh(await openApp(), options.signal),
    async isStillStopped() {
      const [now] = await findStoppedSessions(host, id);
      return now?.wall.at === wall.at;
    },
    claim: () => claimWall(placeOf(host), wall),
    run: () =>
      runInForeground(resumeWords(host, session, prompt), {
        folder,
        env: host.env,
        signal: options.signal,
      }),
  });
}

function placeOf(host: Host) {
  return { files: host.files, dataFolder: dataFolder(host.env, host.platform) };
}
