import { Failure } from '../domain/failure.ts';
import type { ConfigChange } from './change-text.ts';
import type { Host } from '../host/host.ts';
import { withConfigLock } from './config-lock.ts';
import { parseConfig, valueFailure } from './parse-config.ts';
import { readConfigText, systemReason } from './read-config-text.ts';
import { valueAt } from './value-at.ts';

/** The file as parsed, with whatever it holds beyond what this program knows. */
export type RawConfig = Readonly<Record<string, unknown>>;

const newFile = '{\n  "version": 1\n}\n';
const timesToRetry = 5;

/**
 * Changes the config file: reads it, asks `edit` what to change, writes it back in one step with mode 0600.
 * Everything that is not changed keeps its place, its spelling and its indentation. Several processes may do this at once.
 * Throws `invalid-config`: a broken file is never overwritten, nor one of a later version, nor a link.
 */
export async function updateConfigFile(
  host: Pick<Host, 'files' | 'clock' | 'platform'>,
  path: string,
  edit: (config: RawConfig) => readonly ConfigChange[],
): Promise<void> {
  // Before the lock, so that a path that can't be written leaves no lock file behind.
  if (readFacts(host, path)?.kind === 'link') throw unwritable(path, 'a link');
  await changedText(host, path, edit);
  try {
    await withConfigLock(host, path, async (lock) => {
      for (let attempt = 1; attempt <= timesToRetry; attempt += 1) {
        const { before, after } = await changedText(host, path, edit);
        if (before === after) return;
        // An editor knows nothing of our lock: what it saved meanwhile is read again, not overwritten.
        if (!lock.isHeld() || readConfigText(host.files, path) !== before) continue;
        return await host.files.writePrivate(path, after);
      }
      throw Object.assign(new Error('config file keeps changing'), { code: 'EBUSY' });
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unwritable(path, systemReason(error), error);
  }
}

async function changedText(
  host: Pick<Host, 'files'>,
  path: string,
  edit: (config: RawConfig) => readonly ConfigChange[],
): Promise<{ before: string | undefined; after: string }> {
  const before = readConfigText(host.files, path);
  const text = before ?? newFile;
  const config = await parseConfig(path, text);
  await refuseUnsuitable(path, text, config);
  const { changeText } = await import('./change-text.ts');
  const changes = edit(config as RawConfig);
  const after = changeText(text, changes);
  await refuseWithoutEffect(path, text, JSON.parse(after), changes);
  return { before, after };
}

/** Only the shape that a change relies on: a wrong word somewhere must not keep a person from putting it right. */
async function refuseUnsuitable(path: string, text: string, config: unknown): Promise<void> {
  const { checkConfig, configVersion } = await import('./settings-schema.ts');
  const checked = checkConfig(config);
  const misshapen = checked.ok
    ? undefined
    : checked.problems.find(({ expected }) => expected === 'object' || expected === 'array');
  if (misshapen !== undefined)
    throw await valueFailure(path, text, misshapen.keys, misshapen.expected);
  const version = (config as RawConfig)['version'];
  if (typeof version === 'number' && version > configVersion) {
    throw await valueFailure(
      path,
      text,
      ['version'],
      `at most ${configVersion}, for this KimiBar to write`,
    );
  }
}

/** Where a key stands twice the first one would be changed while the last one counts; and a word can hold no keys. */
async function refuseWithoutEffect(
  path: string,
  text: string,
  after: unknown,
  changes: readonly ConfigChange[],
): Promise<void> {
  for (const { keys, value } of changes) {
    if (JSON.stringify(valueAt(after, keys)) === JSON.stringify(value)) continue;
    const parent = keys.slice(0, -1);
    if (typeof valueAt(after, parent) === 'object')
      throw await valueFailure(path, text, keys, 'only once');
    throw await valueFailure(path, text, parent, 'object');
  }
}

function readFacts(host: Pick<Host, 'files'>, path: string) {
  try {
    return host.files.facts(path);
  } catch (error) {
    throw unwritable(path, systemReason(error), error);
  }
}

function unwritable(path: string, why: string, cause?: unknown): Failure {
  return new Failure('invalid-config', `config file not writable: ${path} (${why})`, {
    detail: { code: 'config-unwritable', subject: `${path} (${why})` },
    cause,
  });
}
