import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { viewAfter, type SettingsPatch, type SettingsView } from '../../domain/settings-view.ts';
import { changeSettings, readSettings, type Answer } from '../live/daemon-api.ts';

/** The daemon's settings as the page holds them. */
export type SettingsStore = {
  /** Absent until they have been read, and where they cannot be. */
  readonly view?: SettingsView | undefined;
  /** False while the first answer is still awaited. */
  readonly asked: boolean;
  readonly reload: () => Promise<void>;
  /** Changes some; resolves with what the daemon said. */
  readonly change: (patch: SettingsPatch) => Promise<Answer<SettingsView>>;
};

/** Reads the settings now and whenever `occasion` changes: another face may have changed them. */
export function useSettings(occasion: unknown): SettingsStore {
  const [view, setView] = useState<SettingsView>();
  const [asked, setAsked] = useState(false);
  const reload = useCallback(async () => {
    const answer = await readSettings();
    if (answer.kind === 'ok') setView(answer.value);
    setAsked(true);
  }, []);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const change = useCallback(async (patch: SettingsPatch) => {
    // Shown as chosen at once; a refusal brings back what holds.
    setView((before) => before && viewAfter(before, patch));
    // One after the other, and only the last answer is taken: an earlier one knows nothing of what was chosen meanwhile.
    const turn = last.current.then(() => changeSettings(patch));
    last.current = turn;
    const answer = await turn;
    if (last.current !== turn) return answer;
    if (answer.kind === 'ok') setView(answer.value);
    else await reload();
    return answer;
  }, []);
  useLayoutEffect(() => void reload(), [occasion]);
  return { asked, reload, change, view };
}
