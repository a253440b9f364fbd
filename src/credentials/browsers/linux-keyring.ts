import type { CommandResult, Host } from '../../host/host.ts';

/** The keys that may open a browser's cookies, the likeliest first, or why there is none. */
export type KeyringAnswer =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | {
      readonly kind: 'shut';
      readonly reason: 'keyring-locked' | 'keyring-missing' | 'undecryptable';
    };

type KeyState = 'open' | 'locked' | 'none' | 'unreachable';

/** A key store that is started on demand takes a moment. */
const callTimeoutMs = 3_000;
/** Long enough for a user to type a password. */
const promptTimeoutMs = 60_000;

/**
 * Reads from the Secret Service (GNOME Keyring, KeePassXC, KDE's) the keys that browsers store with
 * the attribute `application`. First checks whether the key is locked with a call that never opens
 * a dialog (`SearchItems` of the Secret Service specification); requests a locked one only if
 * `mayPrompt`.
 */
export async function readKeyringKeys(
  host: Pick<Host, 'commands'>,
  applications: readonly string[],
  ask: { readonly mayPrompt: boolean; readonly signal: AbortSignal },
): Promise<KeyringAnswer> {
  const keys: string[] = [];
  let locked = false;
  for (const application of applications) {
    const state = await findKey(host, application, ask.signal);
    if (state === 'unreachable') return { kind: 'shut', reason: 'keyring-missing' };
    if (state === 'none' || (state === 'locked' && !ask.mayPrompt)) {
      locked ||= state === 'locked';
      continue;
    }
    const timeoutMs = state === 'locked' ? promptTimeoutMs : callTimeoutMs;
    const key = await lookUpKey(host, application, { timeoutMs, signal: ask.signal });
    if (key === 'no-tool') return { kind: 'shut', reason: 'keyring-missing' };
    if (key === undefined) locked ||= state === 'locked';
    else keys.push(key);
    // Once the user refused, the next call would open the same dialog again.
    if (locked) break;
  }
  if (keys.length > 0) return { kind: 'keys', keys };
  return {
    kind: 'shut',
    reason:
      locked || (await isDefaultLocked(host, ask.signal)) ? 'keyring-locked' : 'undecryptable',
  };
}

async function lookUpKey(
  host: Pick<Host, 'commands'>,
  application: string,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<string | 'no-tool' | undefined> {
  const words = ['lookup', 'application', application];
  const result = await host.commands.run('secret-tool', words, limits);
  if (result.kind === 'not-found') return 'no-tool';
  const key = result.kind === 'ran' && result.exitCode === 0 ? result.stdout.trim() : '';
  return key === '' ? undefined : key;
}

/**
 * Is there a key, and is it locked? `none` for key stores that show nothing while locked.
 */
async function findKey(
  host: Pick<Host, 'commands'>,
  application: string,
  signal: AbortSignal,
): Promise<KeyState> {
  const service = [
    'org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service',
  ] as const;
  const answer = await callSessionBus(host, signal, {
    'dbus-send': [
      `--dest=${service[0]}`,
      service[1],
      `${service[2]}.SearchItems`,
      `dict:string:string:application,${application}`,
    ],
    gdbus: [
      '--dest',
      service[0],
      '--object-path',
      service[1],
      '--method',
      `${service[2]}.SearchItems`,
      `{'application': '${application}'}`,
    ],
    busctl: ['call', ...service, 'SearchItems', 'a{ss}', '1', 'application', application],
  });
  if (answer === undefined) return 'unreachable';
  // Two lists of object paths, the open ones and the locked ones; each tool uses its own brackets.
  const [open, locked] = [...answer.matchAll(/\[([^[\]]*)\]/g)].map((match) =>
    (match[1] ?? '').includes('/'),
  );
  if (open === true) return 'open';
  return locked === true ? 'locked' : 'none';
}

async function isDefaultLocked(
  host: Pick<Host, 'commands'>,
  signal: AbortSignal,
): Promise<boolean> {
  const collection = [
    'org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
  ] as const;
  const get = 'org.freedesktop.DBus.Properties.Get';
  const name = 'org.freedesktop.Secret.Collection';
  const answer = await callSessionBus(host, signal, {
    'dbus-send': [`--dest=${collection[0]}`, collection[1], get, `string:${name}`, 'string:Locked'],
    gdbus: [
      '--dest',
      collection[0],
      '--object-path',
      collection[1],
      '--method',
      get,
      name,
      'Locked',
    ],
    busctl: ['get-property', ...collection, name, 'Locked'],
  });
  return answer !== undefined && /\btrue\b/.test(answer);
}

type BusTool = 'dbus-send' | 'gdbus' | 'busctl';

const commonArgs: Record<BusTool, readonly string[]> = {
  'dbus-send': ['--session', '--print-reply', '--reply-timeout=2500'],
  gdbus: ['call', '--session', '--timeout', '3'],
  busctl: ['--user', '--json=short', '--timeout=3'],
};

/**
 * One call with the first installed tool; undefined if there is none, no session bus, or no such
 * service.
 */
async function callSessionBus(
  host: Pick<Host, 'commands'>,
  signal: AbortSignal,
  argsOf: Record<BusTool, readonly string[]>,
): Promise<string | undefined> {
  for (const tool of ['dbus-send', 'gdbus', 'busctl'] as const) {
    const args = [...commonArgs[tool], ...argsOf[tool]];
    const result: CommandResult = await host.commands.run(tool, args, {
      timeoutMs: callTimeoutMs,
      signal,
    });
    if (result.kind !== 'not-found')
      return result.kind === 'ran' && result.exitCode === 0 ? result.stdout : undefined;
  }
  return undefined;
}
