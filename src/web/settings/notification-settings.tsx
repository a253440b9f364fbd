import type { UsageView } from '../../present/usage-view.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';
import { EventSwitches } from './event-switches.tsx';
import { QuietHoursField } from './quiet-hours-field.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { NoticePreview } from './notice-preview.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import { Toggle } from './toggle.tsx';
import { useWords } from '../words.ts';

/** Which events are notified, and when. */
export function NotificationSettings({
  view: { notifications },
  control,
  usage,
}: GroupFacts & { readonly usage: UsageView | undefined }) {
  const words = useWords().page.settings;
  const { enabled, events, thresholds, lowIfLasting, quietHours } = notifications;
  return (
    <SettingGroup id="notifications" heading={words.notifications}>
      <Toggle
        words={words.notify}
        {...control('notify', enabled, (value) => ({ notifications: { enabled: value } }))}
      />
      <NoticePreview view={usage} />
      <EventSwitches
        words={words.events}
        {...control('events', events, (value) => ({ notifications: { events: value } }))}
      />
      <ThresholdsField
        {...control('thresholds', thresholds, (value) => ({
          notifications: { thresholds: value },
        }))}
      />
      <Toggle
        words={words.lowIfLasting}
        {...control('lowIfLasting', lowIfLasting, (value) => ({
          notifications: { lowIfLasting: value },
        }))}
      />
      <QuietHoursField
        {...control('quietHours', quietHours, (value: QuietHours | null) => ({
          notifications: { quietHours: value },
        }))}
      />
    </SettingGroup>
  );
}
