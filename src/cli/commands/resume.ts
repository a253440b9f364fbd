import { openApp } from '../../app/open-app.ts';
import {
  findResumable,
  isKimiInstalled,
  readFresh,
  resumeWords,
  waitAndResume,
} from '../../app/resume/open-resume.ts';
import { firstStep, type ResumeEnd, type ResumeWait } from '../../app/resume/resume-session.ts';
import type { StoppedSession } from '../../domain/stopped-session.ts';
import { failureText } from '../../present/failure-text.ts';
import { cleanText } from '../../present/words/clean-text.ts';
import { formatCountdown, formatLocalTime } from '../../present/words/time.ts';
import { windowLabel } from '../../present/words/windows.ts';
import type { CommandContext } from '../command-context.ts';

export type ResumeOptions = {
  readonly session?: string | undefined;
  readonly prompt: string;
  readonly maxWaitMs: number;
  readonly dryRun: boolean;
};

/** EX_TEMPFAIL of sysexits.h: not now, perhaps later. */
const notBackExitCode = 75;
/** In UTF-16 units. */
const maxPathLength = 1000;

/**
 * `kimibar resume`: continues the session that a limit stopped once the quota is back, and passes
 * Kimi Code's exit code on. 75 if the quota is not back in time, 1 if there is nothing to continue.
 */
export async function runResume(context: CommandContext, options: ResumeOptions): Promise<number> {
  const { host, terminal, signal } = context;
  const words = context.messages.resume;
  const found = await findResumable(host, options.session);
  if (found === undefined) {
    const { session } = options;
    terminal.err(session === undefined ? words.nothing : words.notStopped(cleanText(session, 80)));
    return 1;
  }
  const { session, isClaimed } = found;
  const { maxWaitMs } = options;
  if (options.dryRun) return showPlan(context, session, options);
  if (isClaimed) return report(context, { session, maxWaitMs, end: { kind: 'claimed' } });
  if (host.files.facts(session.folder)?.kind !== 'folder') {
    terminal.err(words.noFolder(cleanText(session.folder, maxPathLength)));
    return 1;
  }
  if (!(await isKimiInstalled(host, signal))) {
    terminal.err(words.noKimi);
    return 1;
  }
  const end = await waitAndResume(host, session, {
    prompt: options.prompt,
    maxWaitMs,
    signal,
    openApp: () => openApp(context),
    onWait: (why, atMs) => terminal.err(waitText(context, why, atMs)),
  });
  return report(context, { session, maxWaitMs, end });
}

/** Reads usage once, starts nothing and claims nothing. */
async function showPlan(
  context: CommandContext,
  session: StoppedSession,
  { prompt }: ResumeOptions,
): Promise<number> {
  const { host, terminal, messages, signal } = context;
  const words = messages.resume;
  const nowMs = host.clock.now();
  const at = formatLocalTime(session.wall.at, nowMs, undefined, messages);
  const folder = cleanText(session.folder, maxPathLength);
  terminal.out(words.stopped({ id: cleanText(session.id), at, folder }));
  const command = resumeWords(host, session, prompt).map((word) => cleanText(word, maxPathLength));
  terminal.out(words.wouldRun(command.map(quoted).join(' ')));
  const outcome = await readFresh(await openApp(context), signal);
  const step = firstStep(outcome, { wall: session.wall, deps: host });
  if (step.kind === 'wait') terminal.out(waitText(context, step.reason, step.atMs));
  else if (step.result === undefined) terminal.out(words.wouldRunNow);
  else terminal.out(waitText(context, step.result, undefined));
  return 0;
}

/** For a shell. Double quotes read better, but let it replace a few characters. */
function quoted(word: string): string {
  if (/^[\w./:@%+=-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}

function waitText(
  { host, messages }: CommandContext,
  why: ResumeWait,
  atMs: number | undefined,
): string {
  const words = messages.resume;
  const nowMs = host.clock.now();
  const span = formatCountdown((atMs ?? nowMs) - nowMs, messages);
  switch (why.kind) {
    case 'reset':
      return words.waiting({
        window: windowLabel({ id: why.window }, messages),
        span,
        at: formatLocalTime(atMs ?? nowMs, nowMs, undefined, messages),
      });
    case 'untrusted':
      return words.untrusted;
    case 'failed': {
      const text = failureText(why.failure, messages);
      return atMs === undefined ? text : `${messages.guard.waitingAgain(span)} ${text}`;
    }
  }
}

type Reported = Pick<ResumeOptions, 'maxWaitMs'> & {
  readonly session: StoppedSession;
  readonly end: ResumeEnd;
};

function report(
  { host, terminal, messages }: CommandContext,
  { session, end, maxWaitMs }: Reported,
): number {
  const words = messages.resume;
  switch (end.kind) {
    case 'ran':
      if (end.exitCode === undefined) terminal.err(words.noKimi);
      return end.exitCode ?? 1;
    case 'claimed':
      terminal.err(words.claimed(cleanText(session.id)));
      return 1;
    case 'moved-on':
      terminal.err(words.movedOn(cleanText(session.id)));
      return 1;
    case 'failed':
      terminal.err(failureText(end.failure, messages));
      return notBackExitCode;
    case 'not-back': {
      const longest = formatCountdown(maxWaitMs, messages);
      const inMs = (end.atMs ?? 0) - host.clock.now();
      if (end.why.kind === 'failed') {
        terminal.err(failureText(end.why.failure, messages));
        terminal.err(words.notChecked(longest));
        return notBackExitCode;
      }
      terminal.err(
        end.atMs === undefined
          ? words.untrusted
          : words.tooLong({ span: formatCountdown(inMs, messages), longest }),
      );
      return notBackExitCode;
    }
  }
}
