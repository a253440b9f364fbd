import type { BreakdownKey, BreakdownRow } from '../../domain/breakdown.ts';
import { cleanText } from '../words/clean-text.ts';
import { formatUtc } from '../words/time.ts';

const agentNames: Readonly<Record<string, string>> = {
  'kimi-code': 'Kimi Code',
  'kimi-cli': 'kimi-cli',
  opencode: 'OpenCode',
  'claude-code': 'Claude Code',
};

/** Of a session id, enough to tell it from the others. */
const shortIdLength = 8;

/**
 * What a row is called, the same in every language: the last part of a folder, a session's title or
 * the start of its id, a program's name. Safe to show.
 */
export function rowLabel({ key, title }: BreakdownRow, by: BreakdownKey): string {
  switch (by) {
    case 'project':
      return cleanText(lastPart(key)) || '?';
    case 'session':
      return cleanText(title ?? '') || shortId(key);
    case 'agent':
      return agentNames[key] ?? cleanText(key);
    case 'hour':
      return formatUtc(Number(key)) ?? key;
    case 'model':
    case 'origin':
    case 'day':
      return cleanText(key) || '?';
  }
}

function lastPart(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder;
}

function shortId(sessionId: string): string {
  return cleanText(sessionId.replace(/^(session|ses|conv|ctitle)[_-]/, '').slice(0, shortIdLength));
}
