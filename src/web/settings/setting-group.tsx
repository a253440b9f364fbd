import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SettingsView } from '../../domain/settings-view.ts';
import type { ControlOf } from './setting-row.tsx';

/** What every group of settings gets. */
export type GroupFacts = { readonly view: SettingsView; readonly control: ControlOf };

export type SettingGroupFacts = {
  readonly id: string;
  readonly heading: string;
  /** How many entries its list has, if it has one. */
  readonly entries?: number | undefined;
  readonly children: ComponentChildren;
};

/** Related settings under a heading, which gets the focus of an entry that was removed. */
export function SettingGroup({ id, heading, entries = 0, children }: SettingGroupFacts) {
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(entries);
  useLayoutEffect(() => {
    if (entries < before.current && document.activeElement === document.body)
      title.current?.focus();
    before.current = entries;
  }, [entries]);
  return (
    <section class="plate group" aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
