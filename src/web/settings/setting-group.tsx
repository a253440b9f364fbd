import type { ComponentChildren } from 'preact';
import type { SettingsView } from '../../domain/settings-view.ts';
import type { ControlOf } from './setting-row.tsx';

/** What every group of settings gets. */
export type GroupFacts = { readonly view: SettingsView; readonly control: ControlOf };

/** Related settings under a heading. */
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
