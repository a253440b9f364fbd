import { openSessionBus } from '../../host/bus/open-session-bus.ts';
import { variantValue, type SessionBus } from '../../host/bus/session-bus.ts';
import type { Host } from '../../host/host.ts';
import { untilAborted, within } from '../../host/within.ts';
import type { Keyring, KeyringAsk, KeyringRefusal } from './keyring.ts';

const destination = 'org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';
/** A path that means none. */
const none = '/';
/** Long enough for a user to type a password. */
const promptTimeoutMs = 60_000;

type Deps = Pick<Host, 'clock' | 'env'>;

/**
 * GNOME Keyring, KWallet or KeePassXC by the Secret Service, whose secrets go in plain over the
 * user's own session bus. Only `Unlock` and `Prompt` open dialogs: they are called only if
 * `mayPrompt`. https://specifications.freedesktop.org/secret-service-spec/latest/
 */
export function openSecretService(deps: Deps): Keyring {
  return {
    read: async (id, ask) =>
      (await withService(deps, ask, (service) => service.read(id))) ?? { kind: 'unavailable' },
    write: async (id, text, ask) =>
      (await withService(deps, ask, (service) => service.write(id, text))) ?? 'unavailable',
    remove: async (id, ask) =>
      (await withService(deps, ask, (service) => service.remove(id))) ?? 'unavailable',
  };
}

/** Undefined if there is no session bus, no Secret Service, or it fails. */
async function withService<T>(
  deps: Deps,
  ask: KeyringAsk,
  work: (service: SecretService) => Promise<T>,
): Promise<T | undefined> {
  ask.signal.throwIfAborted();
  const bus = await openSessionBus(deps.env, deps.clock);
  if (bus === undefined) return undefined;
  try {
    return await work(new SecretService(bus, deps, ask));
  } catch {
    ask.signal.throwIfAborted();
    return undefined;
  } finally {
    bus.close();
  }
}

/** One conversation with the Secret Service. Its methods reject with `BusError`. */
class SecretService {
  readonly #bus: SessionBus;
  readonly #clock: Deps['clock'];
  readonly #ask: KeyringAsk;

  constructor(bus: SessionBus, { clock }: Deps, ask: KeyringAsk) {
    this.#bus = bus;
    this.#clock = clock;
    this.#ask = ask;
  }

  async read(
    id: string,
  ): Promise<{ kind: 'found'; text: string } | { kind: 'missing' | KeyringRefusal }> {
    const { open, locked } = await this.#find(id);
    const item = open ?? locked;
    if (item === undefined) return { kind: 'missing' };
    if (open === undefined && !(await this.#unlock(item))) return { kind: 'locked' };
    const session = await this.#openSession();
    const [secret] = await this.#call(item, 'Item', 'GetSecret', 'o', [session]);
    const value: unknown = Array.isArray(secret) ? secret[2] : undefined;
    return Buffer.isBuffer(value)
      ? { kind: 'found', text: value.toString('utf8') }
      : { kind: 'unavailable' };
  }

  async write(id: string, text: string): Promise<'stored' | KeyringRefusal> {
    const [collection] = await this.#call(servicePath, 'Service', 'ReadAlias', 's', ['default']);
    if (typeof collection !== 'string' || collection === none) return 'unavailable';
    if ((await this.#isLocked(collection)) && !(await this.#unlock(collection))) return 'locked';
    const session = await this.#openSession();
    const properties = [
      ['org.freedesktop.Secret.Item.Label', ['s', 'KimiBar: Kimi Code API key']],
      ['org.freedesktop.Secret.Item.Attributes', ['a{ss}', Object.entries(attributesOf(id))]],
    ];
    const secret = [session, Buffer.alloc(0), Buffer.from(text), 'text/plain; charset=utf8'];
    const body = [properties, secret, true];
    const [, prompt] = await this.#call(
      collection,
      'Collection',
      'CreateItem',
      'a{sv}(oayays)b',
      body,
    );
    return (await this.#isDone(prompt)) ? 'stored' : 'locked';
  }

  async remove(id: string): Promise<'removed' | KeyringRefusal> {
    const { open, locked } = await this.#find(id);
    const item = open ?? locked;
    if (item === undefined) return 'removed';
    if (open === undefined && !(await this.#unlock(item))) return 'locked';
    const [prompt] = await this.#call(item, 'Item', 'Delete');
    return (await this.#isDone(prompt)) ? 'removed' : 'locked';
  }

  async #find(id: string): Promise<{ open?: string | undefined; locked?: string | undefined }> {
    const attributes = Object.entries(attributesOf(id));
    const [open, locked] = await this.#call(servicePath, 'Service', 'SearchItems', 'a{ss}', [
      attributes,
    ]);
    return { open: firstPath(open), locked: firstPath(locked) };
  }

  async #openSession(): Promise<unknown> {
    const body = ['plain', ['s', '']];
    const [, session] = await this.#call(servicePath, 'Service', 'OpenSession', 'sv', body);
    return session;
  }

  async #isLocked(collection: string): Promise<boolean> {
    const [locked] = await this.#bus.call({
      destination,
      path: collection,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.Secret.Collection', 'Locked'],
    });
    return variantValue(locked) === true;
  }

  /** False if it stays locked. */
  async #unlock(path: string): Promise<boolean> {
    if (!this.#ask.mayPrompt) return false;
    const [opened, prompt] = await this.#call(servicePath, 'Service', 'Unlock', 'ao', [[path]]);
    return firstPath(opened) !== undefined || (prompt !== none && (await this.#isDone(prompt)));
  }

  /** Shows a dialog if one is needed. False if it may not be shown, or the user closed it. */
  async #isDone(prompt: unknown): Promise<boolean> {
    if (typeof prompt !== 'string' || prompt === none) return true;
    if (!this.#ask.mayPrompt) return false;
    const completed = Promise.withResolvers<boolean>();
    const rule = { interface: 'org.freedesktop.Secret.Prompt', member: 'Completed', path: prompt };
    const stop = await this.#bus.listen(rule, ([dismissed]) =>
      completed.resolve(dismissed !== true),
    );
    try {
      await this.#call(prompt, 'Prompt', 'Prompt', 's', ['']);
      const limit = { clock: this.#clock, ms: promptTimeoutMs, signal: this.#ask.signal };
      return await within(limit, (signal) => untilAborted(completed.promise, signal)).catch(
        () => false,
      );
    } finally {
      stop();
    }
  }

  #call(
    path: string,
    part: 'Service' | 'Collection' | 'Item' | 'Prompt',
    member: string,
    ...[signature, body]: [signature?: string, body?: readonly unknown[]]
  ): Promise<readonly unknown[]> {
    const name = `org.freedesktop.Secret.${part}`;
    return this.#bus.call({ destination, path, interface: name, member, signature, body });
  }
}

function attributesOf(id: string): Readonly<Record<string, string>> {
  return { application: 'kimibar', id };
}

function firstPath(paths: unknown): string | undefined {
  const [path]: readonly unknown[] = Array.isArray(paths) ? paths : [];
  return typeof path === 'string' && path !== none ? path : undefined;
}
