import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeAbandonedBeside } from './abandoned-files.ts';
import { readRegularFile } from './read-regular-file.ts';
import { makeSafeFolder } from './safe-folder.ts';

/**
 * True for one of all the processes that ask within `everyMs`, for the one that asks first. The claim is a small file at
 * `path` that says `for` whom it stands; somebody else's lapses after `othersMs`. Where no file can be made, nobody gets it.
 */
export function takeTurn(
  path: string,
  claim: { for: string; everyMs: number; othersMs: number; nowMs: number; pid: number },
): boolean {
  const mayLapse = lapsed(path, claim);
  if (mayLapse === 'no') return false;
  try {
    if (mayLapse === 'yes' && !putAside(path, claim)) return false;
    makeSafeFolder(dirname(path));
    // The folder is one of our own making: a link in its place is not.
    if (lstatSync(dirname(path)).isSymbolicLink()) return false;
    writeFileSync(path, claim.for, { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

type Claim = Parameters<typeof takeTurn>[1];

function lapsed(
  path: string,
  { for: whom, everyMs, othersMs, nowMs }: Claim,
): 'nothing-there' | 'yes' | 'no' {
  try {
    // A claim from the future was made before the clock was set back.
    const ageMs = Math.abs(nowMs - lstatSync(path).mtimeMs);
    return ageMs >
      (readRegularFile(path).toString('utf8') === whom ? everyMs : Math.min(everyMs, othersMs))
      ? 'yes'
      : 'no';
  } catch {
    return 'nothing-there';
  }
}

/** Only one process can move it away; who finds that it moved a new one instead puts it back and has lost. */
function putAside(path: string, claim: Claim): boolean {
  // Named like a temporary file: should this process be killed before it removes it, the next one tidies up.
  const aside = `${path}.${claim.pid}.tmp`;
  renameSync(path, aside);
  const isOld = lapsed(aside, claim) === 'yes';
  if (isOld) {
    rmSync(aside, { force: true });
    removeAbandonedBeside(path);
  } else renameSync(aside, path);
  return isOld;
}
