import { connect, type Socket } from 'node:net';
import { createConnection as speakOver, type BusConnection } from '@homebridge/dbus-native';
import { busAddresses, type BusAddress } from './bus-address.ts';
import type { Env } from './host.ts';
import { BusError, type AnswerCall, type BusCall, type SessionBus, type SignalRule } from './session-bus.ts';

/** A message as the library reads and writes it. */
type BusMessage = {
  readonly type: number;
  readonly serial: number;
  readonly flags?: number;
  readonly replySerial?: number;
  readonly errorName?: string;
  readonly destination?: string;
  readonly sender?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
};

// The library's own types leave out its lower half, which is all we use: its upper half answers calls in ways of its own.
declare module '@homebridge/dbus-native' {
  interface BusConnection {
    message(message: BusMessage): void;
  }
  export function createConnection(options: { stream: Socket; authMethods: string[] }): BusConnection;
}

const callTimeoutMs = 5_000;
const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' } as const;
const type = { call: 1, reply: 2, error: 3, signal: 4 } as const;

type Waiting = {
  readonly resolve: (body: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};
type Listening = SignalRule & { readonly listener: (body: readonly unknown[]) => void };

/** Connects to the session's bus. Undefined where there is none, or it does not let us in. */
export async function openSessionBus(env: Env): Promise<SessionBus | undefined> {
  for (const address of busAddresses(env)) {
    const connection = await connectTo(address);
    if (connection === undefined) continue;
    const session = sessionOn(connection);
    try {
      await session.call({ ...bus, member: 'Hello' });
      return session;
    } catch {
      session.close();
    }
  }
  return undefined;
}

/** The library speaks the protocol, over a socket that we opened: its own way of opening one reads the environment. */
async function connectTo(address: BusAddress): Promise<BusConnection | undefined> {
  const stream = await new Promise<Socket | undefined>((resolve) => {
    const socket = 'path' in address ? connect(address.path) : connect(address.port, address.host);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  });
  if (stream === undefined) return undefined;
  return new Promise((resolve) => {
    const connection = speakOver({ stream, authMethods: ['EXTERNAL'] });
    const refuse = (): void => {
      stream.destroy();
      resolve(undefined);
    };
    // A closed socket also reports errors of writes on their way; 'close' says all there is to say.
    connection.on('error', refuse);
    connection.once('end', refuse);
    connection.once('connect', () => resolve(connection));
  });
}

function sessionOn(connection: BusConnection): SessionBus {
  const waiting = new Map<number, Waiting>();
  const listening = new Set<Listening>();
  const served = new Map<string, AnswerCall>();
  let serial = 0;
  let open = true;
  const send = (message: Omit<BusMessage, 'serial'>): number => {
    serial += 1;
    if (open) connection.message({ ...message, serial });
    return serial;
  };
  const call = (asked: BusCall): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (!open) return reject(new BusError('org.freedesktop.DBus.Error.Disconnected', 'the bus is gone'));
      const { body, ...head } = asked;
      const id = send({ type: type.call, ...head, ...(body === undefined ? {} : { body }) });
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new BusError('org.freedesktop.DBus.Error.NoReply', `no answer to ${asked.member}`));
      }, callTimeoutMs);
      waiting.set(id, { resolve, reject, timer });
    });
  const ended = new Promise<void>((resolve) => {
    connection.stream.once('close', () => {
      open = false;
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer);
        reject(new BusError('org.freedesktop.DBus.Error.Disconnected', 'the bus is gone'));
      }
      waiting.clear();
      resolve();
    });
  });
  connection.on('message', (message: BusMessage) => {
    if (message.type === type.call) answer(message, served, send);
    else if (message.type === type.signal) tell(message, listening);
    else settle(message, waiting);
  });
  return {
    call,
    ended,
    emit: (signal) => void send({ type: type.signal, ...signal }),
    serve(path, answerCall) {
      served.set(path, answerCall);
      return () => void served.delete(path);
    },
    async listen(rule, listener) {
      const entry = { ...rule, listener };
      const match = matchRule(rule);
      listening.add(entry);
      await call({ ...bus, member: 'AddMatch', signature: 's', body: [match] });
      return () => {
        listening.delete(entry);
        if (open) void call({ ...bus, member: 'RemoveMatch', signature: 's', body: [match] }).catch(() => {});
      };
    },
    async own(name) {
      // 4: do not wait in line. 1: we have it, 4: we had it already.
      const [result] = await call({ ...bus, member: 'RequestName', signature: 'su', body: [name, 4] });
      return result === 1 || result === 4;
    },
    async hasOwner(name) {
      const [result] = await call({ ...bus, member: 'NameHasOwner', signature: 's', body: [name] });
      return result === true;
    },
    close() {
      open = false;
      connection.stream.end();
      connection.stream.destroySoon();
    },
  };
}

function settle({ type: kind, replySerial, errorName, body = [] }: BusMessage, waiting: Map<number, Waiting>): void {
  const caller = waiting.get(replySerial ?? 0);
  if (caller === undefined) return;
  waiting.delete(replySerial ?? 0);
  clearTimeout(caller.timer);
  if (kind === type.reply) caller.resolve(body);
  else caller.reject(new BusError(errorName ?? 'org.freedesktop.DBus.Error.Failed', typeof body[0] === 'string' ? body[0] : ''));
}

function tell(message: BusMessage, listening: ReadonlySet<Listening>): void {
  for (const { interface: wanted, member, path, listener } of listening) {
    if (message.interface === wanted && message.member === member && (path ?? message.path) === message.path) listener(message.body ?? []);
  }
}

function answer(message: BusMessage, served: ReadonlyMap<string, AnswerCall>, send: (message: Omit<BusMessage, 'serial'>) => number): void {
  const { path = '', interface: asked = '', member = '', body = [], sender, serial, flags = 0 } = message;
  const isPing = asked === 'org.freedesktop.DBus.Peer' && member === 'Ping';
  const result = isPing ? { signature: '', body: [] } : served.get(path)?.({ interface: asked, member, body });
  // Bit 1: the caller does not wait for an answer.
  if ((flags & 1) === 1) return;
  const to = { replySerial: serial, ...(sender === undefined ? {} : { destination: sender }) };
  if (result !== undefined) {
    send({ type: type.reply, ...to, ...(result.signature === '' ? {} : result) });
    return;
  }
  const text = `no method ${member} on ${asked}`;
  send({ type: type.error, ...to, errorName: 'org.freedesktop.DBus.Error.UnknownMethod', signature: 's', body: [text] });
}

function matchRule({ interface: wanted, member, path, sender, firstArgument }: SignalRule): string {
  const parts = { type: 'signal', interface: wanted, member, path, sender, arg0: firstArgument };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}='${value}'`)
    .join(',');
}
