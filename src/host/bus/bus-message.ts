import { decodeValues } from './decode-values.ts';
import { encodeValues } from './encode-values.ts';
import { variantValue } from './session-bus.ts';

export const messageType = { call: 1, reply: 2, error: 3, signal: 4 } as const;

/** A D-Bus message. Values of the body have the form described at `SessionBus`. */
export type BusMessage = {
  /** One of `messageType`, or a type of a later version of the protocol. */
  readonly type: number;
  readonly serial: number;
  /** Bit 0: the caller expects no reply. */
  readonly flags?: number | undefined;
  readonly path?: string | undefined;
  readonly interface?: string | undefined;
  readonly member?: string | undefined;
  readonly errorName?: string | undefined;
  readonly replySerial?: number | undefined;
  readonly destination?: string | undefined;
  readonly sender?: string | undefined;
  readonly signature?: string | undefined;
  readonly body?: readonly unknown[] | undefined;
};

/** The header's fields, their codes and types; see "Header Fields" in the D-Bus specification. */
const headerFields = [
  { name: 'path', code: 1, type: 'o' },
  { name: 'interface', code: 2, type: 's' },
  { name: 'member', code: 3, type: 's' },
  { name: 'errorName', code: 4, type: 's' },
  { name: 'replySerial', code: 5, type: 'u' },
  { name: 'destination', code: 6, type: 's' },
  { name: 'sender', code: 7, type: 's' },
  { name: 'signature', code: 8, type: 'g' },
] as const;

type HeaderField = (typeof headerFields)[number]['name'];

const headerSignature = 'yyyyuua(yv)';
/** Up to and including the length of the header's fields. */
const fixedHeaderBytes = 16;
const littleEndianMark = 'l'.charCodeAt(0);
const bigEndianMark = 'B'.charCodeAt(0);
const protocolVersion = 1;
/** The specification's limit for a whole message. */
const maxMessageBytes = 2 ** 27;

/** Encodes a message, little-endian. Throws if the body does not fit its signature. */
export function encodeMessage(message: BusMessage): Buffer {
  const { type, serial, flags = 0, signature = '', body = [] } = message;
  const bodyBytes = encodeValues(signature, body);
  const fields = headerFields.flatMap(({ name, code, type: fieldType }) => {
    const value = message[name];
    return value === undefined || value === '' ? [] : [[code, [fieldType, value]]];
  });
  const header = encodeValues(headerSignature, [
    littleEndianMark,
    type,
    flags,
    protocolVersion,
    bodyBytes.length,
    serial,
    fields,
  ]);
  return Buffer.concat([header, Buffer.alloc(paddingAfter(header.length)), bodyBytes]);
}

/** Puts the pieces that a stream delivers together into messages. */
export class MessageReader {
  #pending: Buffer = Buffer.alloc(0);

  /** The messages that are complete with this piece. Throws if the bytes are not D-Bus messages. */
  read(piece: Buffer): BusMessage[] {
    this.#pending = Buffer.concat([this.#pending, piece]);
    const messages: BusMessage[] = [];
    for (;;) {
      const length = messageLength(this.#pending);
      if (length === undefined || this.#pending.length < length) return messages;
      messages.push(decodeMessage(this.#pending.subarray(0, length)));
      this.#pending = this.#pending.subarray(length);
    }
  }
}

/** The length of the message at the beginning of `bytes`; undefined while its header is incomplete. */
function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < fixedHeaderBytes) return undefined;
  const mark = bytes[0];
  if (mark !== littleEndianMark && mark !== bigEndianMark)
    throw new TypeError('not a D-Bus message');
  const { bodyStart, bodyLength } = extent(bytes);
  const length = bodyStart + bodyLength;
  if (length > maxMessageBytes) throw new RangeError(`a message of ${length} bytes`);
  return length;
}

function decodeMessage(bytes: Buffer): BusMessage {
  const { bodyStart, isLittleEndian } = extent(bytes);
  const [, type, flags, , , serial, fields] = decodeValues(headerSignature, bytes, isLittleEndian);
  const values = fieldValues(fields);
  const text = (name: HeaderField): string | undefined => {
    const value = values.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const replySerial = values.get('replySerial');
  const signature = text('signature');
  return {
    type: Number(type),
    flags: Number(flags),
    serial: Number(serial),
    path: text('path'),
    interface: text('interface'),
    member: text('member'),
    errorName: text('errorName'),
    replySerial: typeof replySerial === 'number' ? replySerial : undefined,
    destination: text('destination'),
    sender: text('sender'),
    signature,
    body: decodeValues(signature ?? '', bytes.subarray(bodyStart), isLittleEndian),
  };
}

/** The header's fields by name. Unknown ones are ignored, as the specification demands. */
function fieldValues(fields: unknown): ReadonlyMap<HeaderField, unknown> {
  const values = new Map<HeaderField, unknown>();
  for (const [code, variant] of pairsOf(fields)) {
    const known = headerFields.find((field) => field.code === code);
    if (known !== undefined) values.set(known.name, variantValue(variant));
  }
  return values;
}

function pairsOf(value: unknown): readonly (readonly unknown[])[] {
  return Array.isArray(value) ? value.filter((pair) => Array.isArray(pair)) : [];
}

/** The start and length of the body. The header is padded to a multiple of 8 bytes. */
function extent(bytes: Buffer): {
  readonly isLittleEndian: boolean;
  readonly bodyStart: number;
  readonly bodyLength: number;
} {
  const isLittleEndian = bytes[0] === littleEndianMark;
  const uint32 = (at: number): number =>
    isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  const headerLength = fixedHeaderBytes + uint32(12);
  return {
    isLittleEndian,
    bodyStart: headerLength + paddingAfter(headerLength),
    bodyLength: uint32(4),
  };
}

function paddingAfter(length: number): number {
  return (8 - (length % 8)) % 8;
}
