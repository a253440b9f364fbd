import type { Socket } from 'node:net';
import { encodeMessage, MessageReader, messageType, type BusMessage } from './bus-message.ts';
import {
  BusError,
  type BusCall,
  type BusSignal,
  type CallHandler,
  type SessionBus,
  type SignalRule,
} from './session-bus.ts';

const callTimeoutMs = 5_000;
const errorPrefix = 'org.freedesktop.DBus.Error';
/** The bus itself, as a program on the bus. */
const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Flag of a call whose caller expects no reply. */
const noReplyExpected = 1;
/** For `RequestName`: fail instead of waiting in a queue. */
const doNotQueue = 4;
/** What `RequestName` returns if the name is ours, now or already before. */
const nameOwned: ReadonlySet<unknown> = new Set([1, 4]);

type PendingCall = {
  readonly resolve: (body: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};

type Subscription = {
  readonly rule: SignalRule;
  readonly listener: (body: readonly unknown[]) => void;
};

/** One connection to a bus, on a stream that has been authenticated. */
export class BusConnection implements SessionBus {
  readonly ended: Promise<void>;
  readonly #stream: Socket;
  readonly #reader = new MessageReader();
  readonly #pendingCalls = new Map<number, PendingCall>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #handlers = new Map<string, CallHandler>();
  #lastSerial = 0;
  #isOpen = true;

  constructor(stream: Socket) {
    this.#stream = stream;
    this.ended = new Promise((resolve) => {
      stream.once('close', () => {
        this.#failPendingCalls();
        resolve();
      });
    });
    stream.on('data', (piece: Buffer) => this.#receive(piece)).resume();
  }

  /** The first call that every bus expects. */
  async sayHello(): Promise<void> {
    await this.call({ ...bus, member: 'Hello' });
  }

  call(request: BusCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) return reject(disconnected());
      const serial = this.#send({ type: messageType.call, ...request });
      const timer = setTimeout(() => {
        this.#pendingCalls.delete(serial);
        reject(new BusError(`${errorPrefix}.NoReply`, `no reply to ${request.member}`));
      }, callTimeoutMs);
      this.#pendingCalls.set(serial, { resolve, reject, timer });
    });
  }

  emit(signal: BusSignal): void {
    this.#send({ type: messageType.signal, ...signal });
  }

  serve(path: string, handler: CallHandler): void {
    this.#handlers.set(path, handler);
  }

  async listen(rule: SignalRule, listener: Subscription['listener']): Promise<() => void> {
    const subscription = { rule, listener };
    const match = { ...bus, signature: 's', body: [matchRule(rule)] };
    this.#subscriptions.add(subscription);
    await this.call({ ...match, member: 'AddMatch' });
    return () => {
      this.#subscriptions.delete(subscription);
      void this.call({ ...match, member: 'RemoveMatch' }).catch(() => {});
    };
  }

  async requestName(name: string): Promise<boolean> {
    const request = { ...bus, member: 'RequestName', signature: 'su', body: [name, doNotQueue] };
    const [result] = await this.call(request);
    return nameOwned.has(result);
  }

  async hasOwner(name: string): Promise<boolean> {
    const request = { ...bus, member: 'NameHasOwner', signature: 's', body: [name] };
    const [result] = await this.call(request);
    return result === true;
  }

  close(): void {
    this.#isOpen = false;
    this.#stream.destroySoon();
  }

  #send(message: Omit<BusMessage, 'serial'>): number {
    this.#lastSerial += 1;
    if (this.#isOpen) this.#stream.write(encodeMessage({ ...message, serial: this.#lastSerial }));
    return this.#lastSerial;
  }

  /** A stream that carries something else than messages cannot be read any further. */
  #receive(piece: Buffer): void {
    let messages: readonly BusMessage[];
    try {
      messages = this.#reader.read(piece);
    } catch {
      this.#stream.destroy();
      return;
    }
    for (const message of messages) {
      if (message.type === messageType.call) this.#handleCall(message);
      else if (message.type === messageType.signal) this.#handleSignal(message);
      else this.#settleCall(message);
    }
  }

  #settleCall({ type, replySerial = 0, errorName, body = [] }: BusMessage): void {
    const pending = this.#pendingCalls.get(replySerial);
    if (pending === undefined) return;
    this.#pendingCalls.delete(replySerial);
    clearTimeout(pending.timer);
    if (type === messageType.reply) return pending.resolve(body);
    const text = typeof body[0] === 'string' ? body[0] : '';
    pending.reject(new BusError(errorName ?? `${errorPrefix}.Failed`, text));
  }

  #handleSignal(message: BusMessage): void {
    for (const { rule, listener } of this.#subscriptions) {
      const isMatch =
        message.interface === rule.interface &&
        message.member === rule.member &&
        (rule.path === undefined || rule.path === message.path);
      if (isMatch) listener(message.body ?? []);
    }
  }

  /** A bug in a handler becomes an error reply, since this process may do much more than show an icon. */
  #handleCall(message: BusMessage): void {
    const { serial: replySerial, sender: destination, flags = 0, member, interface: on } = message;
    const fail = (name: string, text: string): void => {
      const head = { type: messageType.error, replySerial, destination };
      this.#send({ ...head, errorName: `${errorPrefix}.${name}`, signature: 's', body: [text] });
    };
    try {
      const result = this.#resultOf(message);
      if ((flags & noReplyExpected) !== 0) return;
      if (result === undefined) fail('UnknownMethod', `no method ${member} on ${on}`);
      else this.#send({ type: messageType.reply, replySerial, destination, ...result });
    } catch (error) {
      fail('Failed', error instanceof Error ? error.name : 'failed');
    }
  }

  #resultOf(message: BusMessage): ReturnType<CallHandler> {
    const { path = '', interface: on = '', member = '', body = [] } = message;
    if (on === 'org.freedesktop.DBus.Peer' && member === 'Ping') return { signature: '', body: [] };
    return this.#handlers.get(path)?.({ interface: on, member, body });
  }

  #failPendingCalls(): void {
    this.#isOpen = false;
    for (const { reject, timer } of this.#pendingCalls.values()) {
      clearTimeout(timer);
      reject(disconnected());
    }
    this.#pendingCalls.clear();
  }
}

function disconnected(): BusError {
  return new BusError(`${errorPrefix}.Disconnected`, 'the connection to the bus has ended');
}

function matchRule({ interface: from, member, path, sender, firstArgument }: SignalRule): string {
  const parts = { type: 'signal', interface: from, member, path, sender, arg0: firstArgument };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}='${value}'`)
    .join(',');
}
