import { execFile } from 'node:child_process';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { setSession, type Session } from './session.ts';
import { startSway } from './sway.ts';

const run = promisify(execFile);

/** Programs that every desktop needs. */
export const desktopPrograms = ['Xvfb', 'openbox', 'dbus-daemon', 'xdotool', 'import'] as const;

/** Pixels of a part of the screen, four bytes each. */
export type Pixels = { readonly width: number; readonly height: number; readonly bytes: Buffer };
export type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** The whole screen. */
export const screen: Area = { left: 0, top: 0, width: 1000, height: 600 };

/** A screen of 1000 × 600 with a window manager. */
export type Desktop = Session & {
  pixels(area: Area): Promise<Pixels>;
  /** Writes the screen to a PNG file. */
  shoot(path: string): Promise<void>;
  pointer(...words: readonly string[]): Promise<void>;
};

/**
 * Sets one up and takes it down after the test. `files` go into its config folder; `inside` is the
 * program in whose windows it runs.
 */
export async function setDesktop(
  t: Pick<TestContext, 'after'>,
  files: Readonly<Record<string, string>>,
  inside: 'openbox' | 'sway' = 'openbox',
): Promise<Desktop> {
  const session = await setSession(t, { files, screen: true });
  if (inside === 'openbox') session.start('openbox');
  const env = inside === 'sway' ? await startSway(session) : session.env;
  return {
    ...session,
    env,
    start: (program, args, more) => session.start(program, args, { ...env, ...more }),
    async pixels({ left, top, width, height }) {
      const crop = `${width}x${height}+${left}+${top}`;
      const { stdout } = await run(
        'import',
        ['-window', 'root', '-crop', crop, '-depth', '8', 'rgba:-'],
        {
          env,
          encoding: 'buffer',
          maxBuffer: 8 * 1024 * 1024,
        },
      );
      return { width, height, bytes: stdout };
    },
    async shoot(path) {
      await run('import', ['-window', 'root', '-colors', '64', path], { env });
    },
    async pointer(...words) {
      await run('xdotool', words, { env });
    },
  };
}

/**
 * The smallest rectangle with all pixels that differ between two pictures; undefined if none does.
 */
export function difference(before: Pixels, after: Pixels): Area | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let at = 0; at < before.bytes.length; at += 4) {
    if (before.bytes.readUInt32LE(at) === after.bytes.readUInt32LE(at)) continue;
    const x = (at / 4) % before.width;
    const y = Math.floor(at / 4 / before.width);
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
