import { trayColours, trayPanels, trayTitles } from '../../domain/tray-look.ts';
import { ChoiceRow } from './choice-row.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { Toggle } from './toggle.tsx';
import { TrayPreview } from './tray-preview.tsx';
import type { UsageView } from '../../present/usage-view.ts';
import { useWords } from '../words.ts';

/** How the icon in the menu bar or system tray looks. */
export function TraySettings({
  view: { tray, startsAtLogin },
  control,
  usage,
}: GroupFacts & { readonly usage: UsageView | undefined }) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="tray" heading={words.tray}>
      <TrayPreview look={tray} view={usage} />
      {startsAtLogin !== undefined && (
        <Toggle
          words={words.startsAtLogin}
          {...control('startsAtLogin', startsAtLogin, (value) => ({ startsAtLogin: value }))}
        />
      )}
      <ChoiceRow
        words={words.trayTitle}
        choices={trayTitles}
        {...control('trayTitle', tray.title, (title) => ({ tray: { title } }))}
      />
      <ChoiceRow
        words={words.trayColour}
        choices={trayColours}
        {...control('trayColour', tray.colour, (colour) => ({ tray: { colour } }))}
      />
      <ChoiceRow
        words={words.trayPanel}
        choices={trayPanels}
        {...control('trayPanel', tray.panel, (panel) => ({ tray: { panel } }))}
      />
    </SettingGroup>
  );
}
