import { useRef, useState } from 'preact/hooks';
import { isTimeOfDay, type QuietHours } from '../../domain/quiet-hours.ts';
import { SettingRow, type Control } from './setting-row.tsx';
import { Toggle } from './toggle.tsx';
import { useWords } from '../words.ts';

const defaultHours: QuietHours = { from: '22:00', to: '08:00' };

/** Quiet hours on or off, and when. Off and on again brings back the same times. */
export function QuietHoursField({
  value,
  note,
  onChange,
}: Control<QuietHours | undefined, QuietHours | null>) {
  const { quietHours } = useWords().page.settings;
  const last = useRef(defaultHours);
  if (value !== undefined) last.current = value;
  return (
    <>
      <Toggle
        words={quietHours}
        value={value !== undefined}
        note={value === undefined ? note : undefined}
        onChange={(on) => onChange(on ? last.current : null)}
      />
      {value !== undefined && <QuietTimes value={value} note={note} onChange={onChange} />}
    </>
  );
}

/** Both times. Saved when one loses the focus or Enter is pressed, if they are valid. */
function QuietTimes({ value, note, onChange }: Control<QuietHours>) {
  const { quietTimes } = useWords().page.settings;
  // What is typed but not saved yet; the saved hours may change meanwhile.
  const [draft, setDraft] = useState<Partial<QuietHours>>({});
  const [wrong, setWrong] = useState(false);
  const hours = { ...value, ...draft };
  const commit = (): void => {
    const isUsable = isTimeOfDay(hours.from) && isTimeOfDay(hours.to) && hours.from !== hours.to;
    setWrong(!isUsable);
    if (!isUsable) return;
    setDraft({});
    if (hours.from !== value.from || hours.to !== value.to) onChange(hours);
  };
  const input = (end: keyof QuietHours) => (
    <input
      type="time"
      class="short"
      aria-label={quietTimes[end]}
      aria-invalid={wrong}
      value={hours[end].padStart('00:00'.length, '0')}
      onInput={(event) => setDraft({ ...draft, [end]: event.currentTarget.value })}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
  return (
    <SettingRow words={quietTimes} note={wrong ? { kind: 'wrong', text: quietTimes.wrong } : note}>
      {() => (
        <div class="span">
          {input('from')}
          <span aria-hidden="true">–</span>
          {input('to')}
        </div>
      )}
    </SettingRow>
  );
}
