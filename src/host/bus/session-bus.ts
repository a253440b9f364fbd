/**
 * The desktop session's D-Bus, as narrow as its faces need it. Values stand as the signature wants them: numbers, booleans,
 * texts, arrays (a dictionary is an array of pairs), bytes as Buffer; a variant going out is `[signature, value]`.
 */
export type SessionBus = {
  /** Calls a method and resolves with what it returns. Rejects with `BusError` where it is refused or takes longer than 5 seconds. */
  call(call: BusCall): Promise<readonly unknown[]>;
  /** Sends a signal to whoever listens. */
  emit(signal: BusSignal): void;
  /** Answers calls to a path from now on. One answerer per path. */
  serve(path: string, answer: AnswerCall): void;
  /** Calls back for each such signal, until the returned function is called. */
  listen(rule: SignalRule, listener: (body: readonly unknown[]) => void): Promise<() => void>;
  /** Takes a well-known name; false where another has it. */
  own(name: string): Promise<boolean>;
  /** Is there anyone of that name? */
  hasOwner(name: string): Promise<boolean>;
  /** Resolves when the connection is over, whoever ended it. */
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

/** What another program asks of us. */
export type IncomingCall = {
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
};

/** The return values of a call; undefined where there is no such method. */
export type AnswerCall = (
  call: IncomingCall,
) => { readonly signature: string; readonly body: readonly unknown[] } | undefined;

export type SignalRule = {
  readonly interface: string;
  readonly member: string;
  readonly path?: string | undefined;
  readonly sender?: string | undefined;
  /** Only signals whose first value is this text: others do not even wake us. */
  readonly firstArgument?: string | undefined;
};

/** A call that was refused; `name` is D-Bus's word for why. */
export class BusError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The value inside a variant that came in. */
export function variantValue(variant: unknown): unknown {
  return Array.isArray(variant) && Array.isArray(variant[1]) ? variant[1][0] : undefined;
}
