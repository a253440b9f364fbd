import { EventSwitches } from './event-switches.tsx';
import { QuietHoursField } from './quiet-hours-field.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import { Toggle } from './toggle.tsx';
import { useWords } from '../words.ts';

/** What a person is told, and when. */
export function NotificationSettings({ view: { notifications }, save, noteOf }: GroupFacts) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="notifications" heading={words.notifications}>
      <Toggle
        words={words.notify}
        value={notifications.enabled}
        note={noteOf('notify')}
        onChange={(enabled) => save('notify', { notifications: { enabled } })}
      />
      <EventSwitches
        words={words.events}
        value={notifications.events}
        note={noteOf('events')}
        onChange={(events) => save('events', { notifications: { events } })}
      />
      <ThresholdsField
        value={notifications.thresholds}
        note={noteOf('thresholds')}
        onChange={(thresholds) => save('thresholds', { notifications: { thresholds } })}
      />
      <QuietHoursField
        value={notifications.quietHours}
        note={noteOf('quietHours')}
        onChange={(quietHours) => save('quietHours', { notifications: { quietHours } })}
      />
    </SettingGroup>
  );
}
