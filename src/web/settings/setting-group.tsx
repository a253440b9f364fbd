import type { ComponentChildren } from 'preact';
import type { SettingsPatch, SettingsView } from '../../domain/settings-view.ts';
import type { SaveNote } from './setting-row.tsx';

/** What every group of settings is given. */
export type GroupFacts = {
  readonly view: SettingsView;
  /** Changes some settings; what comes of it is noted under the name. */
  readonly save: (name: string, patch: SettingsPatch) => void;
  readonly noteOf: (name: string) => SaveNote | undefined;
};

/** Settings that belong together, under a heading. */
export function SettingGroup({
  id,
  heading,
  children,
}: {
  readonly id: string;
  readonly heading: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="plate group" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}
