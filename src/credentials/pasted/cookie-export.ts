import { isObject } from '../../domain/shape.ts';
import { cleanCookieValue } from './cookie-header.ts';

/**
 * The session token in the clipboard text of a cookie extension or of the browser's own tools: a
 * JSON list of `{name, value}` (also under `cookies`), a JSON object of names and values, a line of
 * `cookies.txt`, a row of the cookie table, or code for `fetch` or PowerShell. Undefined if it has
 * no value for `kimi-auth`.
 */
export function sessionInCookieExport(text: string): string | undefined {
  const fromJson = /^\s*[[{]/.test(text) ? inJson(text) : undefined;
  return fromJson ?? named(text);
}

function inJson(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const holder = isObject(value) && Array.isArray(value['cookies']) ? value['cookies'] : value;
  const cookies: unknown[] = Array.isArray(holder)
    ? holder
    : Object.entries(isObject(holder) ? holder : {}).map(asCookie);
  for (const cookie of cookies) {
    if (!isObject(cookie) || typeof cookie['value'] !== 'string') continue;
    if (String(cookie['name']).toLowerCase() === 'kimi-auth')
      return cleanCookieValue(cookie['value']);
  }
  return undefined;
}

function asCookie([name, value]: [string, unknown]): unknown {
  return { name, value };
}

/** The name followed by something like a JWT, with any separator. */
function named(text: string): string | undefined {
  const value = /(?<![\w-])kimi-auth\\?["']?(?:\s*[=:,]\s*|\t)\\?["']?(eyJ[\w.%-]+)/i.exec(
    text,
  )?.[1];
  return value === undefined ? undefined : cleanCookieValue(value);
}
