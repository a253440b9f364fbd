import type { HookRule } from '../../config/hook-rules.ts';
import { isQuotaEvent, type UsageEvent } from '../../domain/events/usage-event.ts';
import type { CommandResult, Host } from '../../host/host.ts';
import { hookEnv, hookJson } from './hook-payload.ts';

/** What came of one rule's executable. */
export type HookRun = {
  readonly rule: HookRule;
  readonly result: CommandResult;
  readonly tookMs: number;
};

export type HookRunner = {
  /** Runs what the rules want for an event, a few at a time. Never rejects: what fails is logged and told in the answer. */
  run(event: UsageEvent): Promise<readonly HookRun[]>;
  /** Kills what still runs and starts nothing more. */
  close(): Promise<void>;
};

/** More would be a storm, not a notice. */
const atOnce = 4;
const mostWaiting = 64;

/** Is the rule meant for this event? */
function isForEvent({ on, window }: HookRule, event: UsageEvent): boolean {
  if (on !== '*' && !on.includes(event.kind)) return false;
  return window === undefined || (isQuotaEvent(event) && event.windowId === window);
}

/** Runs executables at events: without a shell, the event on their standard input, in a small environment, their output unheard. */
export function createHookRunner(
  { clock, commands, env, log }: Pick<Host, 'clock' | 'commands' | 'env' | 'log'>,
  rules: () => readonly HookRule[],
): HookRunner {
  const closing = new AbortController();
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let busy = 0;

  /** False where nothing may start any more, or too much waits already. Who got a turn hands it on with `next`. */
  async function turn(): Promise<boolean> {
    if (closing.signal.aborted || waiting.length >= mostWaiting) return false;
    if (busy < atOnce) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return !closing.signal.aborted;
  }

  function next(): void {
    const go = waiting.shift();
    if (go === undefined) busy -= 1;
    else go();
  }

  async function runRule(rule: HookRule, event: UsageEvent): Promise<HookRun | undefined> {
    if (!(await turn())) {
      log.debug('hook skipped', { event: event.kind, command: rule.command });
      return undefined;
    }
    const startedAtMs = clock.now();
    const options = {
      timeoutMs: rule.timeoutMs,
      signal: closing.signal,
      env: hookEnv(event, env),
      input: hookJson(event),
      unheard: true,
    };
    const work = commands.run(rule.command, rule.args, options);
    running.add(work);
    try {
      const result = await work;
      const tookMs = clock.now() - startedAtMs;
      const exitCode = result.kind === 'ran' ? { exitCode: result.exitCode } : {};
      log.debug('hook', {
        event: event.kind,
        command: rule.command,
        outcome: result.kind,
        ...exitCode,
        tookMs,
      });
      return { rule, result, tookMs };
    } catch (error) {
      log.debug('hook given up', {
        event: event.kind,
        command: rule.command,
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return undefined;
    } finally {
      running.delete(work);
      next();
    }
  }

  return {
    async run(event) {
      const meant = rules().filter((rule) => isForEvent(rule, event));
      const runs = await Promise.all(meant.map((rule) => runRule(rule, event)));
      return runs.filter((run) => run !== undefined);
    },
    async close() {
      closing.abort(new Error('the program ends'));
      for (const go of waiting.splice(0)) go();
      await Promise.allSettled(running);
    },
  };
}
