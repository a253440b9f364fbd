import { isObject } from '../../domain/shape.ts';

/** Kimi Code's own names for its permission modes; its footer does not show `manual`. */
export const kimiCodeModes: Readonly<Record<string, string>> = {
  auto: 'Never Ask',
  yolo: 'Ask When Needed',
  manual: '',
};

/** In bytes. A path has at most 4096, and the shell would take too long to decode a longer text. */
const maxJsonBytes = 8192;

// eslint-disable-next-line no-control-regex -- they are what must not reach the terminal.
const escaped = /[\u0000-\u001F\uD800-\uDFFF]/gu;
const invisible = /[\u0080-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * What Kimi Code's footer shows before the quota, from the JSON that it sends to a status line:
 * mode, model, folder and branch, each followed by two spaces. Empty if `json` is anything else.
 * `home` is the home folder, which is shown as `~`.
 */
export function kimiCodeSession(json: string, home: string): string {
  const session =
    new TextEncoder().encode(json).length > maxJsonBytes ? undefined : parseSession(json);
  if (session === undefined) return '';
  const { permissionMode, planMode, model, cwd, gitBranch } = session;
  const mode = textOf(permissionMode);
  return [
    [kimiCodeModes[mode] ?? mode, planMode === true ? 'plan' : ''].filter(Boolean).join(' '),
    textOf(model),
    shortFolder(textOf(cwd), home),
    textOf(gitBranch),
  ]
    .map((text) => (text === '' ? '' : `${text}  `))
    .join('');
}

function parseSession(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const session: unknown = JSON.parse(json);
    return isObject(session) ? session : undefined;
  } catch {
    return undefined;
  }
}

/** A name without what could rearrange the terminal; empty if there is none. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value.replace(escaped, '').replace(invisible, '');
  return text.includes('\u007F') ? '' : text;
}

/** As Kimi Code shortens it: the home folder is `~`, and only the last three folders are shown. */
function shortFolder(path: string, home: string): string {
  const isInHome = home !== '' && (path === home || path.startsWith(`${home}/`));
  const text = isInHome ? `~${path.slice(home.length)}` : path;
  const [, above = '', below = ''] = /^(.+?)((?:\/[^/]*){3})$/s.exec(text) ?? [];
  return above === '' ? text : `…${below}`;
}
