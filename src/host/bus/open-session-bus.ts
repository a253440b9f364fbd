import { connect, type Socket } from 'node:net';
import shakeHands from '@homebridge/dbus-native/lib/handshake.js';
import {
  marshall,
  unmarshalMessages,
  type BusMessage,
} from '@homebridge/dbus-native/lib/message.js';
import { encodeValues } from './encode-values.ts';
import { busAddresses, type BusAddress } from './bus-address.ts';
import type { Env } from '../host.ts';
import {
  BusError,
  type AnswerCall,
  type BusCall,
  type SessionBus,
  type SignalRule,
} from './session-bus.ts';

const callTimeoutMs = 5_000;
const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;
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
    const stream = await connectTo(address);
    if (stream === undefined) continue;
    const session = sessionOn(stream);
    try {
      await session.call({ ...bus, member: 'Hello' });
      return session;
    } catch {
      session.close();
    }
  }
  return undefined;
}

/**
 * A socket on which the bus let us in. Of the library we take how to shake hands and how messages are written: the rest of it
 * reads the environment, answers calls in ways of its own, and brings an XML parser of 10 MB.
 */
async function connectTo(address: BusAddress): Promise<Socket | undefined> {
  const stream = await new Promise<Socket | undefined>((resolve) => {
    const socket = 'path' in address ? connect(address.path) : connect(address.port, address.host);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  });
  if (stream === undefined) return undefined;
  // A broken socket closes, and that says all there is to say.
  stream.on('error', () => stream.destroy());
  stream.setNoDelay();
  return new Promise((resolve) => {
    stream.once('close', () => resolve(undefined));
    shakeHands(stream, { authMethods: ['EXTERNAL'] }, (error) => {
      if (error === null) return resolve(stream);
      stream.destroy();
    });
  });
}

function sessionOn(stream: Socket): SessionBus {
  const waiting = new Map<number, Waiting>();
  const listening = new Set<Listening>();
  const served = new Map<string, AnswerCall>();
  let serial = 0;
  let open = true;
  const send = (message: Omit<BusMessage, 'serial'>): number => {
    serial += 1;
    if (open) stream.write(encodeMessage({ ...message, serial }));
    return serial;
  };
  const call = (asked: BusCall): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (!open)
        return reject(new BusError('org.freedesktop.DBus.Error.Disconnected', 'the bus is gone'));
      const { body, ...head } = asked;
      const id = send({ type: type.call, ...head, ...(body === undefined ? {} : { body }) });
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new BusError('org.freedesktop.DBus.Error.NoReply', `no answer to ${asked.member}`));
      }, callTimeoutMs);
      waiting.set(id, { resolve, reject, timer });
    });
  const ended = new Promise<void>((resolve) => {
    stream.once('close', () => {
      open = false;
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer);
        reject(new BusError('org.freedesktop.DBus.Error.Disconnected', 'the bus is gone'));
      }
      waiting.clear();
      resolve();
    });
  });
  unmarshalMessages(
    stream,
    (message) => {
      if (message.type === type.call) answer(message, served, send);
      else if (message.type === type.signal) tell(message, listening);
      else settle(message, waiting);
    },
    {},
  );
  return {
    call,
    ended,
    emit: (signal) => void send({ type: type.signal, ...signal }),
    serve: (path, answerCall) => void served.set(path, answerCall),
    async listen(rule, listener) {
      const entry = { ...rule, listener };
      const match = matchRule(rule);
      listening.add(entry);
      await call({ ...bus, member: 'AddMatch', signature: 's', body: [match] });
      return () => {
        listening.delete(entry);
        if (open)
          void call({ ...bus, member: 'RemoveMatch', signature: 's', body: [match] }).catch(
            () => {},
          );
      };
    },
    async own(name) {
      // 4: do not wait in line. 1: we have it, 4: we had it already.
      const [result] = await call({
        ...bus,
        member: 'RequestName',
        signature: 'su',
        body: [name, 4],
      });
      return result === 1 || result === 4;
    },
    async hasOwner(name) {
      const [result] = await call({ ...bus, member: 'NameHasOwner', signature: 's', body: [name] });
      return result === true;
    },
    close() {
      open = false;
      stream.destroySoon();
    },
  };
}

/** The library writes the header, as of a message without a body; its length stands in bytes 4 to 7. */
function encodeMessage({ body, ...head }: BusMessage): Buffer {
  const header = marshall(head);
  if (body === undefined || head.signature === undefined) return header;
  const bytes = encodeValues(head.signature, body);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

function settle(
  { type: kind, replySerial, errorName, body = [] }: BusMessage,
  waiting: Map<number, Waiting>,
): void {
  const caller = waiting.get(replySerial ?? 0);
  if (caller === undefined) return;
  waiting.delete(replySerial ?? 0);
  clearTimeout(caller.timer);
  if (kind === type.reply) caller.resolve(body);
  else
    caller.reject(
      new BusError(
        errorName ?? 'org.freedesktop.DBus.Error.Failed',
        typeof body[0] === 'string' ? body[0] : '',
      ),
    );
}

function tell(message: BusMessage, listening: ReadonlySet<Listening>): void {
  for (const { interface: wanted, member, path, listener } of listening) {
    if (
      message.interface === wanted &&
      message.member === member &&
      (path ?? message.path) === message.path
    )
      listener(message.body ?? []);
  }
}

/** A bug in an answer is the caller's bad luck, not the end of this program: it may be much more than its icon. */
function answer(
  message: BusMessage,
  served: ReadonlyMap<string, AnswerCall>,
  send: (message: Omit<BusMessage, 'serial'>) => number,
): void {
  const {
    path = '',
    interface: asked = '',
    member = '',
    body = [],
    sender,
    serial,
    flags = 0,
  } = message;
  const to = { replySerial: serial, destination: sender };
  const refuse = (errorName: string, text: string): void =>
    void send({ type: type.error, ...to, errorName, signature: 's', body: [text] });
  try {
    const isPing = asked === 'org.freedesktop.DBus.Peer' && member === 'Ping';
    const result = isPing
      ? { signature: '', body: [] }
      : served.get(path)?.({ interface: asked, member, body });
    // Bit 1: the caller does not wait for an answer.
    if ((flags & 1) === 1) return;
    if (result === undefined)
      refuse('org.freedesktop.DBus.Error.UnknownMethod', `no method ${member} on ${asked}`);
    else send({ type: type.reply, ...to, ...(result.signature === '' ? {} : result) });
  } catch (error) {
    refuse('org.freedesktop.DBus.Error.Failed', error instanceof Error ? error.name : 'failed');
  }
}

function matchRule({ interface: wanted, member, path, sender, firstArgument }: SignalRule): string {
  const parts = { type: 'signal', interface: wanted, member, path, sender, arg0: firstArgument };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}='${value}'`)
    .join(',');
}
