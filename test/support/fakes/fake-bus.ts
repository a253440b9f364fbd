import {
  BusError,
  type CallHandler,
  type BusCall,
  type BusSignal,
  type SessionBus,
  type SignalRule,
} from '../../../src/host/bus/session-bus.ts';

/** A bus in one process: the test answers method calls, and signals are recorded. */
export type FakeBus = SessionBus & {
  readonly calls: readonly BusCall[];
  readonly sent: readonly BusSignal[];
  readonly served: ReadonlyMap<string, CallHandler>;
  readonly owned: ReadonlySet<string>;
  readonly listening: number;
  /** A signal from another program. */
  hear(rule: Pick<SignalRule, 'interface' | 'member'>, body: readonly unknown[]): void;
};

/**
 * `answer` returns the values of a call; undefined rejects it. `owners` are the names that other
 * programs own.
 */
export function fakeBus(
  answer: (call: BusCall) => readonly unknown[] | undefined,
  owners: Set<string> = new Set(),
): FakeBus {
  const calls: BusCall[] = [];
  const sent: BusSignal[] = [];
  const served = new Map<string, CallHandler>();
  const owned = new Set<string>();
  const listening = new Set<{ rule: SignalRule; listener: (body: readonly unknown[]) => void }>();
  const ended = Promise.withResolvers<void>();
  return {
    calls,
    sent,
    served,
    owned,
    get listening() {
      return listening.size;
    },
    hear({ interface: from, member }, body) {
      for (const { rule, listener } of listening)
        if (rule.interface === from && rule.member === member) listener(body);
    },
    async call(asked) {
      calls.push(asked);
      const result = answer(asked);
      if (result === undefined)
        throw new BusError('org.freedesktop.DBus.Error.ServiceUnknown', 'nobody there');
      return result;
    },
    emit: (signal) => void sent.push(signal),
    serve: (path, answerCall) => void served.set(path, answerCall),
    async listen(rule, listener) {
      const entry = { rule, listener };
      listening.add(entry);
      return () => void listening.delete(entry);
    },
    async requestName(name) {
      owned.add(name);
      return true;
    },
    hasOwner: async (name) => owners.has(name),
    ended: ended.promise,
    close: () => ended.resolve(),
  };
}
