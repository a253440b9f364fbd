const opened = new WeakMap<Secret, string>();

/**
 * A credential's value, wrapped so that it cannot be printed by accident: templates, JSON and
 * `util.inspect` all show `[secret]`. It is opened only to build a request header and to write the
 * private config file.
 */
export class Secret {
  constructor(value: string) {
    opened.set(this, value);
  }

  /** The value itself. Think twice before adding a caller. */
  open(): string {
    return opened.get(this) ?? '';
  }

  /**
   * An ellipsis and the last four characters, to distinguish two keys; short values show nothing.
   */
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
