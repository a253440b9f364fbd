import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Keeps the focus when a click replaces a button with a question: it moves to the question's first
 * button and, after the answer, to what the selector `back` finds. Returns the reference of the
 * element that contains both.
 */
export function useQuestionFocus<Box extends HTMLElement>(
  isAsking: boolean,
  back: string,
): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) box.current?.querySelector<HTMLElement>('.question button')?.focus();
    else if (wasAsking.current) box.current?.querySelector<HTMLElement>(back)?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  return box;
}
