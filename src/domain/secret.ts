const opened = new WeakMap<Secret, string>();

/**
 * A credential's value, wrapped so that it can't be printed by accident: templates, JSON and `util.inspect` all show `[secret]`.
 * It is opened in one place, where the request header is built, and where the private config file is written.
 */
export class Secret {
  constructor(value: string) {
    opened.set(this, value);
  }

  /** The value itself. Look twice before adding a caller. */
  open(): string {
    return opened.get(this) ?? '';
  }

  /** The last four characters behind an ellipsis, so that a person can tell two keys apart; short values show nothing. */
  hint(): string {
    const value = this.open();
    return value.length >= 16 ? `…${value.slice(-4)}` : '…';
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
