import { isReportedWindowId } from '../../domain/history-shape.ts';
import type { Messages } from '../messages/en.ts';
import { cleanText } from '../words/clean-text.ts';
import { windowLabel } from '../words/windows.ts';

/** A window in words; as the engine has it if KimiBar knows no such window. */
export function fleetWindowName(window: string, messages: Pick<Messages, 'usage'>): string {
  return isReportedWindowId(window) ? windowLabel({ id: window }, messages) : cleanText(window);
}
