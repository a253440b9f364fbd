import type { CommandResult, Host } from '../../host/host.ts';

/** The keys that may open a browser's cookies, likeliest first, or why there is none to be had. */
export type KeyringAnswer =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | {
      readonly kind: 'shut';
      readonly reason: 'keyring-locked' | 'keyring-missing' | 'undecryptable';
    };

type Holding = 'open' | 'locked' | 'none' | 'unreachable';

/** Starting a key store on demand takes it a moment. */
const callTimeoutMs = 3_000;
/** Long enough for a person to type a password. */
const promptTimeoutMs = 60_000;

/**
 * Asks the Secret Service (GNOME Keyring, KeePassXC, KDE's) for the keys that browsers leave there
 * under the attribute `application`. Whether the key is under lock is found out first, by a
 * question that never opens a dialog (`SearchItems` of the Secret Service specification); a locked
 * one is only asked for where a person waits.
 */
export async function readKeyringKeys(
  host: Pick<Host, 'commands'>,
  applications: readonly string[],
  ask: { readonly mayPrompt: boolean; readonly signal: AbortSignal },
): Promise<KeyringAnswer> {
  const keys: string[] = [];
  let locked = false;
  for (const application of applications) {
    const holding = await findKey(host, application, ask.signal);
    if (holding === 'unreachable') return { kind: 'shut', reason: 'keyring-missing' };
    if (holding === 'none' || (holding === 'locked' && !ask.mayPrompt)) {
      locked ||= holding === 'locked';
      continue;
    }
    const timeoutMs = holding === 'locked' ? promptTimeoutMs : callTimeoutMs;
    const key = await lookUpKey(host, application, { timeoutMs, signal: ask.signal });
    if (key === 'no-tool') return { kind: 'shut', reason: 'keyring-missing' };
    if (key === undefined) locked ||= holding === 'locked';
    else keys.push(key);
    // One refusal is an answer: the next question would open the same dialog.
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
 * Is there a key, and is it under lock? Some key stores don't show what they hold while locked:
 * then `none`.
 */
async function findKey(
  host: Pick<Host, 'commands'>,
  application: string,
  signal: AbortSignal,
): Promise<Holding> {
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
  // Two lists of object paths, the open ones and the locked ones; each tool writes them in brackets
  // of its own.
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
 * One call with whichever tool is installed; undefined where there is none, no session bus, or no
 * such service.
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
