import type { Severity } from '../domain/severity.ts';
import type { TrayLook } from '../domain/tray-look.ts';
import type { MeterIcon } from './meter-icon.ts';

/** Red, green, blue 0..255 and opacity 0..1. */
export type IconColour = readonly [red: number, green: number, blue: number, opacity: number];

/**
 * The colour behind the icon. `unknown` draws light levels on dark tracks with a dark edge, which
 * is legible on dark, light and grey; `template` draws black with opacity only, for menu bars that colour icons themselves.
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

export type MeterPaint = {
  readonly level: IconColour;
  readonly track: IconColour;
  /** Around the meter, if the background may have any lightness. */
  readonly edge?: IconColour | undefined;
};

type Rgb = readonly [number, number, number];

const inks: Record<IconBackground, Rgb> = {
  dark: [242, 242, 242],
  light: [43, 43, 43],
  unknown: [238, 238, 238],
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
/** A track must be dark enough beside a light level. */
const opacitiesOfUnknown = { track: 0.5, dimTrack: 0.4, dimLevel: 0.6 } as const;

const darkInk: Rgb = [24, 24, 24];
/** Keeps a light level apart from a light panel. */
const edgeOfUnknown: IconColour = [...darkInk, 0.7];

/** The colours of an icon in a style. */
export function iconPaint(icon: MeterIcon, style: IconStyle): IconPaint {
  const ink = inks[style.background];
  const { track, dimTrack, dimLevel } =
    style.background === 'unknown' ? opacitiesOfUnknown : opacities;
  const meterPaint = (severity: Severity | undefined): MeterPaint => {
    const colour = colourOf(severity, style, icon.dimmed) ?? ink;
    const isQuiet = icon.dimmed || severity === 'blocked';
    // Only the level is tinted: a coloured track would make an almost empty bar look full.
    return {
      level: [...colour, isQuiet ? dimLevel : 1],
      track: [...(style.background === 'unknown' ? darkInk : ink), isQuiet ? dimTrack : track],
      edge: style.background === 'unknown' ? edgeOfUnknown : undefined,
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
