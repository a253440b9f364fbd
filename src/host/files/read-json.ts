import type { Files } from '../host.ts';

/**
 * The JSON in a small file of our own, or undefined where there is none, or none that can be read: such files hold nothing that
 * can't be had again, so what is wrong with one is nobody's business.
 */
export function readJson(files: Pick<Files, 'readText'>, path: string): unknown {
  try {
    const text = files.readText(path);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
