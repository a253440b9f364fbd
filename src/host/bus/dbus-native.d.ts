// The library has types for its upper half alone; these are of the two files that we use.

declare module '@homebridge/dbus-native/lib/handshake.js' {
  import type { Duplex } from 'node:stream';

  /** Introduces us to the bus as the user that we are. */
  export default function shakeHands(
    stream: Duplex,
    options: { authMethods: string[] },
    done: (error: Error | null) => void,
  ): void;
}

declare module '@homebridge/dbus-native/lib/message.js' {
  import type { Duplex } from 'node:stream';

  export type BusMessage = {
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

  export function marshall(message: BusMessage): Buffer;
  export function unmarshalMessages(
    stream: Duplex,
    onMessage: (message: BusMessage) => void,
    options: object,
  ): void;
}
