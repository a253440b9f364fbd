import { ChoiceRow } from './choice-row.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { useWords } from '../words.ts';

/** How the icon in the menu bar or system tray looks. */
export function TraySettings({ view: { tray }, save, noteOf }: GroupFacts) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="tray" heading={words.tray}>
      <ChoiceRow
        words={words.trayTitle}
        value={tray.title}
        note={noteOf('trayTitle')}
        onChange={(title) => save('trayTitle', { tray: { title } })}
      />
      <ChoiceRow
        words={words.trayColour}
        value={tray.colour}
        note={noteOf('trayColour')}
        onChange={(colour) => save('trayColour', { tray: { colour } })}
      />
      <ChoiceRow
        words={words.trayPanel}
        value={tray.panel}
        note={noteOf('trayPanel')}
        onChange={(panel) => save('trayPanel', { tray: { panel } })}
      />
    </SettingGroup>
  );
}
