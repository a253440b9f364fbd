import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { viewAfter, type SettingsPatch, type SettingsView } from '../../domain/settings-view.ts';
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

/** Reads the settings now and whenever `revision` changes, which may mean that they did. */
export function useSettings(revision: unknown): SettingsStore {
  const [view, setView] = useState<SettingsView>();
  const [hasTried, setHasTried] = useState(false);
  const reload = useCallback(async () => {
    const response = await readSettings();
    if (response.kind === 'ok') setView(response.value);
    setHasTried(true);
  }, []);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const change = useCallback(async (patch: SettingsPatch) => {
    // Shown at once; if the daemon rejects it, the settings are read again.
    setView((before) => before && viewAfter(before, patch));
    // One after the other, and only the last response counts: earlier ones lack later changes.
    const turn = last.current.then(() => changeSettings(patch));
    last.current = turn;
    const response = await turn;
    if (last.current !== turn) return response;
    if (response.kind === 'ok') setView(response.value);
    else await reload();
    return response;
  }, []);
  useLayoutEffect(() => void reload(), [revision]);
  return { hasTried, reload, change, view };
}
