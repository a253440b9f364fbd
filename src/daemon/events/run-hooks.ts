import type { HookRule } from '../../config/hook-rules.ts';
import { windowOf, type UsageEvent } from '../../domain/events/usage-event.ts';
import { mayOthersReplaceProgram } from '../../host/files/safe-folder.ts';
import type { CommandResult, Host } from '../../host/host.ts';
import { hookEnv, hookJson } from './hook-payload.ts';

/** The result of one rule's executable. */
export type HookRun = {
  readonly rule: HookRule;
  /** `unsafe`: not run, because other users can change the executable. */
  readonly result: CommandResult | { readonly kind: 'unsafe' };
  readonly tookMs: number;
};

type HookHost = Pick<Host, 'clock' | 'commands' | 'env' | 'log'>;

const maxRunning = 4;
const maxWaiting = 64;

/**
 * Runs executables on events: without a shell, the event on their stdin, in a small environment,
 * ignoring their output.
 */
export class HookRunner {
  readonly #host: HookHost;
  readonly #rules: () => readonly HookRule[];
  readonly #closing = new AbortController();
  readonly #waiting: (() => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();
  #turnsTaken = 0;

  constructor(host: HookHost, rules: () => readonly HookRule[]) {
    this.#host = host;
    this.#rules = rules;
  }

  /**
   * Runs the rules that match an event, a few at a time. Never rejects: failures are logged and
   * part of the result.
   */
  async run(event: UsageEvent): Promise<readonly HookRun[]> {
    const matching = this.#rules().filter((rule) => isForEvent(rule, event));
    const runs = await Promise.all(matching.map((rule) => this.runRule(rule, event)));
    return runs.filter((run) => run !== undefined);
  }

  /**
   * Runs one rule when its turn comes; undefined if it was cancelled, or if too many are waiting.
   * Never rejects.
   */
  async runRule(rule: HookRule, event: UsageEvent): Promise<HookRun | undefined> {
    if (!(await this.#takeTurn())) {
      this.#host.log.debug('hook skipped', { event: event.kind, command: rule.command });
      return undefined;
    }
    try {
      return await this.#execute(rule, event);
    } finally {
      this.#passTurn();
    }
  }

  /** Kills hooks that still run and starts no more. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the program ends'));
    for (const start of this.#waiting.splice(0)) start();
    await Promise.allSettled(this.#running);
  }

  /** False if no hook may start any more, or if too many are waiting. */
  async #takeTurn(): Promise<boolean> {
    if (this.#closing.signal.aborted || this.#waiting.length >= maxWaiting) return false;
    if (this.#turnsTaken < maxRunning) this.#turnsTaken += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return !this.#closing.signal.aborted;
  }

  #passTurn(): void {
    const start = this.#waiting.shift();
    if (start === undefined) this.#turnsTaken -= 1;
    else start();
  }

  async #execute(rule: HookRule, event: UsageEvent): Promise<HookRun | undefined> {
    const { clock, commands, env, log } = this.#host;
    const facts = { event: event.kind, command: rule.command };
    if (mayOthersReplaceProgram(rule.command)) {
      log.debug('hook not run: others can change its executable', facts);
      return { rule, result: { kind: 'unsafe' }, tookMs: 0 };
    }
    const startedAtMs = clock.now();
    const work = commands.run(rule.command, rule.args, {
      timeoutMs: rule.timeoutMs,
      signal: this.#closing.signal,
      env: hookEnv(event, env),
      input: hookJson(event),
      ignoreOutput: true,
    });
    this.#running.add(work);
    try {
      const result = await work;
      const tookMs = clock.now() - startedAtMs;
      const exitCode = result.kind === 'ran' ? result.exitCode : undefined;
      log.debug('hook', { ...facts, outcome: result.kind, exitCode, tookMs });
      return { rule, result, tookMs };
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      log.debug('hook cancelled', { ...facts, reason });
      return undefined;
    } finally {
      this.#running.delete(work);
    }
  }
}

function isForEvent({ on, window }: HookRule, event: UsageEvent): boolean {
  if (on !== '*' && !on.includes(event.kind)) return false;
  return window === undefined || windowOf(event) === window;
}
