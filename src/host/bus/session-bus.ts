/**
 * The D-Bus of the desktop session, reduced to the needs of its callers. Values have the form that
 * their signature demands: numbers, booleans, strings, arrays (structs and dictionary entries, too),
 * byte arrays as `Buffer`, and variants as `[signature, value]`.
 */
export type SessionBus = {
  /** Calls a method. Rejects with `BusError` if it fails or takes longer than 5 seconds. */
  call(call: BusCall): Promise<readonly unknown[]>;
  /** Broadcasts a signal. */
  emit(signal: BusSignal): void;
  /** Handles calls to a path from now on. One handler per path. */
  serve(path: string, handler: CallHandler): void;
  /** Calls `listener` with the body of each matching signal until the returned function is called. */
  listen(rule: SignalRule, listener: (body: readonly unknown[]) => void): Promise<() => void>;
  /** Takes a well-known name; false if another program has it. */
  requestName(name: string): Promise<boolean>;
  /** True if some program has this name. */
  hasOwner(name: string): Promise<boolean>;
  /** Resolves when the connection has ended, on either side. */
  readonly ended: Promise<void>;
  close(): void;
};

export type BusCall = {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string | undefined;
  readonly body?: readonly unknown[] | undefined;
};

export type BusSignal = Omit<BusCall, 'destination'>;

/** A call from another program. */
export type IncomingCall = {
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
};

/** Returns a call's return values; undefined if there is no such method. */
export type CallHandler = (
  call: IncomingCall,
) => { readonly signature: string; readonly body: readonly unknown[] } | undefined;

export type SignalRule = {
  readonly interface: string;
  readonly member: string;
  readonly path?: string | undefined;
  readonly sender?: string | undefined;
  /** Only signals whose first value is this string: the bus does not even deliver the others. */
  readonly firstArgument?: string | undefined;
};

/** A call that failed; `name` is the D-Bus error name. */
export class BusError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The value inside a variant. */
export function variantValue(variant: unknown): unknown {
  return Array.isArray(variant) ? variant[1] : undefined;
}
