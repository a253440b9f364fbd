import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Attempt } from '../../domain/attempt.ts';
import { AttemptList } from './attempt-list.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { SecretField } from '../secret-field.tsx';
import { focusHeading } from '../use-route.ts';
import { useWords } from '../words.ts';

/** Two steps to a tested API key. The usage appears after them automatically. */
export function FirstRun({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const { page } = useWords();
  const { firstRun, settings } = page;
  const box = useRef<HTMLElement>(null);
  // The form leaves with the focus once there is usage.
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(document.activeElement) === true)
        void Promise.resolve().then(focusHeading);
    },
    [],
  );
  return (
    <section class="plate first-run" ref={box} aria-labelledby="first-run">
      <h1 id="first-run">{firstRun.heading}</h1>
      <p class="quiet">{firstRun.intro}</p>
      <ol class="steps">
        <li>
          <p>{firstRun.stepKey}</p>
          <p>
            <ConsoleLink />
          </p>
        </li>
        <li>
          <p>{firstRun.stepPaste}</p>
          <SecretField name="apiKey" words={settings.apiKey} />
          <p class="quiet">{firstRun.stepTest}</p>
        </li>
      </ol>
      {attempts.length > 0 && (
        <details class="others">
          <summary>{firstRun.others}</summary>
          <p class="quiet">{firstRun.othersText}</p>
          <AttemptList attempts={attempts.filter(({ source }) => source !== 'api-key')} />
        </details>
      )}
    </section>
  );
}
