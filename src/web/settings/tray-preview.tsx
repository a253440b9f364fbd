import type { TrayLook } from '../../domain/tray-look.ts';
import type { Severity } from '../../domain/severity.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { formatShare } from '../../present/words/shares.ts';
import { formatTightCountdown } from '../../present/words/time.ts';
import { bindingRow } from '../history/binding-row.ts';
import { iconShape, type IconShape } from '../tab-icon.ts';
import { useWords, type Words } from '../words.ts';

const alerts: ReadonlySet<Severity> = new Set(['nearly-out', 'out']);

/** The tray icon with the settings as they are now, on a dark and a light panel. */
export function TrayPreview({
  look,
  view,
}: {
  readonly look: TrayLook;
  readonly view: UsageView | undefined;
}) {
  const words = useWords();
  const shape = iconShape(view);
  const text = panelText(look, view, words);
  const panels = look.panel === 'auto' ? (['dark', 'light'] as const) : [look.panel];
  return (
    <div class="row preview">
      <span class="name">{words.page.settings.preview}</span>
      <div class="panels" aria-hidden="true">
        {panels.map((panel) => (
          <span key={panel} class={`panel ${panel}`}>
            <Icon shape={shape} colour={look.colour} />
            {text}
            <span class="clock">{clock(view?.nowMs, words)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

type IconFacts = { readonly shape: IconShape; readonly colour: TrayLook['colour'] };

function Icon({ shape: { bars, isStale }, colour }: IconFacts) {
  const boxes = bars.length === 1 ? [{ y: 5, height: 7 }] : twoBars;
  return (
    <svg viewBox="0 0 16 17" width="22" height="23" class={isStale ? 'icon dim' : 'icon'}>
      {boxes.map((box, index) => (
        <Bar key={box.y} box={box} bar={bars[index]} colour={colour} />
      ))}
    </svg>
  );
}

const twoBars = [
  { y: 2, height: 7 },
  { y: 11, height: 4 },
];

type BarFacts = Pick<IconFacts, 'colour'> & {
  readonly box: { readonly y: number; readonly height: number };
  readonly bar: IconShape['bars'][number] | undefined;
};

function Bar({ box: { y, height }, bar, colour }: BarFacts) {
  const isTinted =
    bar !== undefined && (colour === 'always' || (colour === 'alert' && alerts.has(bar.severity)));
  const tint = isTinted ? bar.severity : '';
  if (bar?.severity === 'out')
    return <rect class={`frame ${tint}`} x="1.5" y={y + 0.5} width="13" height={height - 1} />;
  const width = 14 * (bar?.fill ?? 0);
  return (
    <g>
      <rect class="icon-track" x="1" y={y} width="14" height={height} />
      <rect class={`icon-level ${tint}`} x="1" y={y} width={width} height={height} />
    </g>
  );
}

function panelText({ title }: TrayLook, view: UsageView | undefined, words: Words): string {
  const row = view === undefined ? undefined : bindingRow(view);
  if (row === undefined || title === 'icon') return '';
  return title === 'percent'
    ? formatShare(row.leftPercent, 'left')
    : formatTightCountdown(row.resets?.inMs ?? 0, words.messages);
}

function clock(nowMs: number | undefined, { messages: { usage } }: Words): string {
  const { locale, hourCycle } = usage;
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle }).format(
    nowMs,
  );
}
