import type { Severity } from '../domain/severity.ts';
import type { TrayLook } from '../domain/tray-look.ts';
import type { MeterIcon } from './meter-icon.ts';

/** Red, green, blue 0..255 and opacity 0..1. */
export type IconColour = readonly [red: number, green: number, blue: number, opacity: number];

/**
 * The colour behind the icon. `unknown` draws in a middle grey, whose contrast is 3.5 : 1 on dark
 * and light; `template` draws black with opacity only, for menu bars that colour icons themselves.
 */
export type IconBackground = 'dark' | 'light' | 'unknown' | 'template';

export type IconStyle = {
  readonly background: IconBackground;
  readonly colouring: TrayLook['colour'];
};

/** The style for the user's settings; with `auto`, for the background that the desktop reports. */
export function iconStyle(
  { panel, colour }: Pick<TrayLook, 'panel' | 'colour'>,
  desktop: IconBackground,
): IconStyle {
  return { background: panel === 'auto' ? desktop : panel, colouring: colour };
}

export type IconPaint = {
  readonly upper: MeterPaint;
  readonly lower: MeterPaint;
  readonly mark: IconColour;
};

export type MeterPaint = { readonly level: IconColour; readonly track: IconColour };

type Rgb = readonly [number, number, number];

const inks: Record<IconBackground, Rgb> = {
  dark: [242, 242, 242],
  light: [43, 43, 43],
  unknown: [128, 128, 128],
  template: [0, 0, 0],
};

/** The palette of all faces, and brighter and deeper versions for panels of similar lightness. */
const plain: Record<Severity, Rgb | undefined> = {
  calm: [47, 163, 124],
  busy: [196, 146, 0],
  'nearly-out': [229, 72, 77],
  out: [229, 72, 77],
  blocked: undefined,
  unknown: undefined,
};
const bright: Record<Severity, Rgb | undefined> = {
  calm: [61, 190, 146],
  busy: [232, 182, 30],
  'nearly-out': [255, 92, 96],
  out: [255, 92, 96],
  blocked: undefined,
  unknown: undefined,
};
const deep: Record<Severity, Rgb | undefined> = {
  calm: [31, 138, 104],
  busy: [168, 124, 0],
  'nearly-out': [212, 48, 54],
  out: [139, 30, 34],
  blocked: undefined,
  unknown: undefined,
};

const opacities = { track: 0.34, dimTrack: 0.22, dimLevel: 0.46 } as const;
/** Middle grey has less contrast, so its quiet parts need more opacity. */
const opacitiesOfGrey = { track: 0.42, dimTrack: 0.34, dimLevel: 0.58 } as const;

/** The colours of an icon in a style. */
export function iconPaint(icon: MeterIcon, style: IconStyle): IconPaint {
  const ink = inks[style.background];
  const { track, dimTrack, dimLevel } =
    style.background === 'unknown' ? opacitiesOfGrey : opacities;
  const meterPaint = (severity: Severity | undefined): MeterPaint => {
    const colour = colourOf(severity, style, icon.dimmed) ?? ink;
    // The track is coloured as well, because a sliver of red would be lost at 16 px.
    return {
      level: [...colour, icon.dimmed ? dimLevel : 1],
      track: [...colour, icon.dimmed ? dimTrack : track],
    };
  };
  const markColour =
    style.colouring === 'never'
      ? undefined
      : colourOf('busy', { ...style, colouring: 'always' }, false);
  return {
    upper: meterPaint(icon.upper?.severity),
    lower: meterPaint(icon.lower?.severity),
    mark: [...(markColour ?? ink), 1],
  };
}

/** True if the icon has a colour of its own and cannot be used as a template. */
export function isColoured(icon: MeterIcon, style: IconStyle): boolean {
  return [icon.upper, icon.lower].some(
    (meter) => colourOf(meter?.severity, style, icon.dimmed) !== undefined,
  );
}

function colourOf(
  severity: Severity | undefined,
  { background, colouring }: IconStyle,
  dimmed: boolean,
): Rgb | undefined {
  if (severity === undefined || dimmed || colouring === 'never') return undefined;
  if (colouring === 'alert' && severity !== 'nearly-out' && severity !== 'out') return undefined;
  return { dark: bright, light: deep, unknown: plain, template: plain }[background][severity];
}
