import type { WindowId } from '../domain/quota-window.ts';
import type { Clock } from '../host/host.ts';
import { createAccountBooks } from './account-books.ts';
import { demoAccounts, type SimulatedAccount } from './demo-accounts.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { respondTo } from './respond.ts';
import type { Scenario } from './scenario.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';
import { createSimulatedClock } from './simulated-clock.ts';
import { SimulatorServer } from './simulator-server.ts';

export type SimulatorOptions = {
  readonly clock: Clock;
  /** Default `everyday`. */
  readonly scenario?: ScenarioName | undefined;
  /** Any free one by default. */
  readonly port?: number | undefined;
  /** Simulated milliseconds per real one, default 1. Delays of slow responses are always real. */
  readonly speed?: number | undefined;
  /** The two demo accounts by default. Calls that name no account mean the first. */
  readonly accounts?: readonly SimulatedAccount[] | undefined;
  /** PEM texts: the simulator then speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
};

/** A running simulated Kimi. */
export type Simulator = {
  readonly port: number;
  /** For `KIMI_CODE_BASE_URL`. */
  readonly codeBaseUrl: string;
  /** For `KIMI_WEB_BASE_URL`. */
  readonly webBaseUrl: string;
  /** The latest thousand, oldest first, in the order in which they were complete. */
  readonly requests: readonly RecordedRequest[];
  /** The simulated time, epoch milliseconds; resets are in this time. */
  now(): number;
  /** Starts another scenario from its beginning, now. */
  setScenario(name: ScenarioName): void;
  /** Spends requests (or percent of the monthly pool) of one window, over the limit if need be. */
  use(windowId: WindowId, amount: number, accountName?: string): void;
  /** Moves the simulated time forward. */
  advance(ms: number): void;
  /** Drops every connection, hanging ones too, and frees the port. May be called again. */
  close(): Promise<void>;
};

/**
 * Starts a simulated Kimi on 127.0.0.1: the Code API and the web gateway, with quotas that are used
 * and reset as its time passes. Rejects with the system's error if the port is not available.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const accounts = options.accounts ?? demoAccounts;
  const time = createSimulatedClock(options.clock, options.speed ?? 1);
  let scenario: Scenario = scenarios[options.scenario ?? 'everyday'];
  const nowMs = (): number => time.now() + (scenario.clockAheadMs ?? 0);
  const books = createAccountBooks(scenario.start, nowMs);
  const server = new SimulatorServer({
    clock: options.clock,
    port: options.port ?? 0,
    tls: options.tls,
    nowMs,
    respond: (request, serverPort) =>
      respondTo(request, {
        scenario,
        accounts,
        quotasOf: books.quotasOf,
        nowMs: request.atMs,
        port: serverPort,
      }),
  });
  const port = await server.listen();
  return {
    port,
    codeBaseUrl: `${server.origin}/coding/v1`,
    webBaseUrl: server.origin,
    requests: server.requests,
    now: nowMs,
    setScenario(name) {
      scenario = scenarios[name];
      books.restart(scenario.start);
    },
    use(windowId, amount, accountName) {
      const account =
        accountName === undefined ? accounts[0] : accounts.find(({ name }) => name === accountName);
      if (account !== undefined) books.use(account, windowId, amount);
    },
    advance: (ms) => time.advance(ms),
    close: () => server.close(),
  };
}
