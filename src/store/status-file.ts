import { join } from 'node:path';
import { isFailureKind } from '../domain/failure.ts';
import { defaultCadenceMs, type StatusReading } from '../domain/status-reading.ts';
import type { Host } from '../host/host.ts';

/** Read on every draw of a status bar, so it is checked by hand: loading a schema takes longer than the whole run. */
export function readStatusFile(files: Pick<Host['files'], 'readText'>, folder: string): StatusReading | undefined {
  const json = parse(readText(files, statusFilePath(folder)));
  if (!isObject(json) || json['version'] !== 1 || !isObject(json['marks']) || typeof json['marks']['config'] !== 'string') return undefined;
  const { env } = json['marks'];
  const { slot, language, cadenceMs, snapshot, failed } = json;
  return {
    slot: typeof slot === 'string' ? slot : '',
    marks: { config: json['marks']['config'], ...(typeof env === 'string' ? { env } : {}) },
    enabled: json['enabled'] !== false,
    meters: json['meters'] === 'used' ? 'used' : 'left',
    ...(language === 'en' || language === 'zh-CN' ? { language } : {}),
    cadenceMs: isNumber(cadenceMs) && cadenceMs > 0 ? cadenceMs : defaultCadenceMs,
    ...(isSnapshot(snapshot) ? { snapshot } : {}),
    ...(isObject(failed) && isFailureKind(failed['kind']) && isNumber(failed['failedAtMs'])
      ? { failed: { kind: failed['kind'], failedAtMs: failed['failedAtMs'] } }
      : {}),
  };
}

/** Throws the system's error where the disk can't be written to. */
export async function writeStatusFile(files: Pick<Host['files'], 'writePrivate'>, folder: string, reading: StatusReading): Promise<void> {
  await files.writePrivate(statusFilePath(folder), `${JSON.stringify({ version: 1, ...reading })}\n`);
}

function statusFilePath(folder: string): string {
  return join(folder, 'readings', 'latest.json');
}

/** What a status line shows of a reading is checked; the rest is nobody's business here. */
function isSnapshot(value: unknown): value is NonNullable<StatusReading['snapshot']> {
  if (!isObject(value) || !isNumber(value['fetchedAtMs'])) return false;
  const { windows, plan } = value;
  return Array.isArray(windows) && windows.length > 0 && windows.every(isWindow) && (plan === undefined || typeof plan === 'string');
}

function isWindow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, usedPercent, reliable, resetsAtMs, lengthMinutes, label } = value;
  return (
    typeof id === 'string' &&
    /^(session|weekly|monthly|code-weekly|rate-.+)$/.test(id) &&
    isNumber(usedPercent) &&
    usedPercent >= 0 &&
    usedPercent <= 100 &&
    typeof reliable === 'boolean' &&
    [resetsAtMs, lengthMinutes].every((number) => number === undefined || isNumber(number)) &&
    (label === undefined || typeof label === 'string')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function readText(files: Pick<Host['files'], 'readText'>, path: string): string {
  try {
    return files.readText(path) ?? '';
  } catch {
    return '';
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
