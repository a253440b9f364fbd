import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { viewAfter, type SettingsPatch, type SettingsView } from '../../domain/settings-view.ts';
import { onReturn } from '../browser.ts';
import { changeSettings, readSettings, type Answer } from '../live/daemon-api.ts';

/** The daemon's settings on the page. */
export type SettingsStore = {
  /** Absent until they have been read, or if they cannot be. */
  readonly view?: SettingsView | undefined;
  /** False until the first response or failure. */
  readonly hasTried: boolean;
  readonly reload: () => Promise<void>;
  /** Resolves with the daemon's response. */
  readonly change: (patch: SettingsPatch) => Promise<Answer<SettingsView>>;
};

/**
 * Reads the settings now, whenever `revision` changes, which may mean that they did, and when the
 * user returns, perhaps from a terminal or another tab where they were changed.
 */
export function useSettings(revision: unknown): SettingsStore {
  const [view, setView] = useState<SettingsView>();
  const [hasTried, setHasTried] = useState(false);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const confirmed = useRef<SettingsView | undefined>(undefined);
  const show = (settings: SettingsView): void => {
    confirmed.current = settings;
    setView(settings);
  };
  const reload = useCallback(async () => {
    const turn = last.current;
    const response = await readSettings();
    // What was read before a change lacks it.
    if (response.kind === 'ok' && last.current === turn) show(response.value);
    setHasTried(true);
  }, []);
  const change = useCallback(async (patch: SettingsPatch) => {
    // Shown at once, and taken back if it is not saved.
    setView((before) => before && viewAfter(before, patch));
    // One after the other, and only the last response counts: earlier ones lack later changes.
    const turn = last.current.then(() => changeSettings(patch));
    last.current = turn;
    const response = await turn;
    if (response.kind === 'ok') confirmed.current = response.value;
    if (last.current !== turn) return response;
    setView(confirmed.current);
    if (response.kind !== 'ok') await reload();
    return response;
  }, []);
  useLayoutEffect(() => void reload(), [revision]);
  useEffect(() => onReturn(() => void reload()), []);
  return { hasTried, reload, change, view };
}
