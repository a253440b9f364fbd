import type { Severity } from '../domain/severity.ts';
import { tightestRow } from '../present/tightest-row.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';

/** Two bars at most: the 5-hour window, and the tightest of the longer ones. */
export type IconShape = {
  readonly bars: readonly { readonly fill: number; readonly severity: Severity }[];
  readonly isStale: boolean;
};

/** The icon of one account; a window that it does not have is not drawn. */
export function iconShape(view: UsageView | undefined): IconShape {
  const rows = view?.rows ?? [];
  const session = rows.find(({ id }) => id === 'session');
  const longer = rows.filter(({ id }) => id !== 'session');
  const tightest = tightestRow(longer) ?? longer[0];
  return {
    bars: [session, tightest].filter((row) => row !== undefined).map(barOf),
    isStale: view?.fetched?.stale !== false,
  };
}

/** The icon with its bars drawn empty. */
export function emptied({ bars, isStale }: IconShape): IconShape {
  return { bars: bars.map(() => ({ fill: 0, severity: 'calm' })), isStale };
}

function barOf({ leftPercent, reliable, severity }: UsageRow): IconShape['bars'][number] {
  return { fill: leftPercent / 100, severity: reliable ? severity : 'unknown' };
}

const colours: Readonly<Record<Severity, string>> = {
  calm: '#2FA37C',
  busy: '#D9A400',
  'nearly-out': '#E5484D',
  out: '#B3282D',
  blocked: '#8A8984',
  unknown: '#8A8984',
};

/** A `data:` URL of a thick bar above a thin one, grey if the usage is stale. */
export function iconUrl({ bars, isStale }: IconShape): string {
  const boxes =
    bars.length === 1
      ? [{ y: 9, height: 14 }]
      : [
          { y: 4, height: 14 },
          { y: 21, height: 7 },
        ];
  const drawn =
    bars.length === 0
      ? boxes.map((box) => track(box)).join('')
      : bars.map((bar, index) => drawBar(bar, boxes[index] ?? boxes[0], isStale)).join('');
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${drawn}</svg>`)}`;
}

type Box = { readonly y: number; readonly height: number };

function drawBar(
  { fill, severity }: IconShape['bars'][number],
  box: Box | undefined,
  isStale: boolean,
): string {
  if (box === undefined) return '';
  const colour = isStale ? colours.unknown : colours[severity];
  // Used up looks different from everything else without colours, too.
  if (severity === 'out')
    return `<rect x="2" y="${box.y + 1}" width="28" height="${box.height - 2}" rx="2" fill="none" stroke="${colour}" stroke-width="2.5"/>`;
  const width = Math.round(Math.max(fill > 0 ? 4 : 0, fill * 30) * 10) / 10;
  return `${track(box)}<rect x="1" y="${box.y}" width="${width}" height="${box.height}" rx="2" fill="${colour}"/>`;
}

function track({ y, height }: Box): string {
  return `<rect x="1" y="${y}" width="30" height="${height}" rx="2" fill="#8A8984" fill-opacity=".35"/>`;
}
