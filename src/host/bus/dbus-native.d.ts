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
    readonly flags?: number | undefined;
    readonly replySerial?: number | undefined;
    readonly errorName?: string | undefined;
    readonly destination?: string | undefined;
    readonly sender?: string | undefined;
    readonly path?: string | undefined;
    readonly interface?: string | undefined;
    readonly member?: string | undefined;
    readonly signature?: string | undefined;
    readonly body?: readonly unknown[] | undefined;
  };

  export function marshall(message: BusMessage): Buffer;
  export function unmarshalMessages(
    stream: Duplex,
    onMessage: (message: BusMessage) => void,
    options: object,
  ): void;
}
