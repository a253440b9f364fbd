import { Failure } from '../domain/failure.ts';
import { isObject } from '../domain/shape.ts';
import type { ConfigChange } from './change-text.ts';
import type { Host } from '../host/host.ts';
import { FileChanged } from '../host/files/replace-file.ts';
import { withConfigLock } from './config-lock.ts';
import { valueAt } from './json-path.ts';
import { parseConfig, valueFailure, type ConfigText } from './parse-config.ts';
import { readConfigText, systemReason } from './read-config-text.ts';
import { configVersion, findValueProblems } from './settings-schema.ts';

/** The file as parsed, including keys that KimiBar does not know. */
export type RawConfig = Readonly<Record<string, unknown>>;

const newFile = '{\n  "version": 1\n}\n';
const maxAttempts = 20;

/**
 * Changes the config file: reads it, gets the changes from `edit`, writes it back atomically with
 * mode 0600.
 * The rest of the file keeps its order, spelling and indentation. Several processes may do this at
 * once.
 * Throws `invalid-config` rather than overwrite a broken file, one of a later version, or a link.
 */
export async function updateConfigFile(
  host: Pick<Host, 'files' | 'clock' | 'platform'>,
  path: string,
  edit: (config: RawConfig) => readonly ConfigChange[],
): Promise<void> {
  // Before the lock, so that an unwritable path leaves no lock file behind.
  if (readFacts(host, path)?.kind === 'link') throw unwritable(path, 'a link');
  await changedText(host, path, edit);
  try {
    await withConfigLock(host, path, async (lock) => {
      for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
        const { before, after } = await changedText(host, path, edit);
        if (before === after) return;
        // Editors do not use the lock: a file saved meanwhile is read again, not overwritten.
        const isCurrent = (): boolean =>
          lock.isHeld() && readConfigText(host.files, path) === before;
        try {
          return await host.files.writePrivate(path, after, isCurrent);
        } catch (error) {
          if (!(error instanceof FileChanged)) throw error;
        }
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
  const config = await readSuitable({ path, text });
  const { changeText } = await import('./change-text.ts');
  const changes = edit(config);
  const after = changeText(text, changes);
  await rejectWithoutEffect({ path, text }, JSON.parse(after), changes);
  return { before, after };
}

/**
 * Checks only the shapes that a change relies on: a wrong value elsewhere must not keep the user
 * from correcting it.
 */
async function readSuitable(file: ConfigText): Promise<RawConfig> {
  const config = await parseConfig(file);
  const problems = findValueProblems(config);
  const misshapen = problems.find(({ expected }) => expected === 'object' || expected === 'array');
  if (misshapen !== undefined) throw await valueFailure(file, misshapen);
  if (!isObject(config)) throw await valueFailure(file, { path: [], expected: 'object' });
  const { version } = config;
  if (typeof version === 'number' && version > configVersion) {
    const expected = `at most ${configVersion}, for this KimiBar to write`;
    throw await valueFailure(file, { path: ['version'], expected });
  }
  return config;
}

/**
 * Of a duplicate key the first would be changed but the last one counts; and a string cannot have
 * keys.
 */
async function rejectWithoutEffect(
  file: ConfigText,
  after: unknown,
  changes: readonly ConfigChange[],
): Promise<void> {
  for (const { keys, value } of changes) {
    if (JSON.stringify(valueAt(after, keys)) === JSON.stringify(value)) continue;
    const parent = keys.slice(0, -1);
    const isDuplicate = typeof valueAt(after, parent) === 'object';
    throw await valueFailure(
      file,
      isDuplicate ? { path: keys, expected: 'only once' } : { path: parent, expected: 'object' },
    );
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
