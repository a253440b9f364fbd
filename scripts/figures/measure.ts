import { readSources, type Source } from '../read-sources.ts';
import {
  castsIn,
  conditionalSpreads,
  functionsIn,
  longParameterLists,
  named,
} from './code-shapes.ts';
import { circles, importsOf, memberImports } from './import-circles.ts';

/** A figure, its goal, and the places behind it if a list helps to mend it. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit?: '%' | undefined;
  readonly goal?: { readonly min?: number | undefined; readonly max: number } | undefined;
  readonly places?: readonly string[] | undefined;
};

const maxFunctionLines = 40;
/** All figures of the sources below a folder, always in the same order. */
export function figuresOf(folder: string): Figure[] {
  const sources = readSources(folder);
  return [...fileFigures(sources), ...codeFigures(sources), ...circleFigures(sources)];
}

function fileFigures(sources: readonly Source[]): Figure[] {
  const lines = sources.map(({ text }) => text.trimEnd().split('\n'));
  const lengths = lines.map((list) => list.length).toSorted((a, b) => a - b);
  const all = lines.flat();
  const small = sources.filter((_, index) => (lines[index]?.length ?? 0) < 25);
  const wide = all.filter((line) => line.length > 100).length;
  return [
    { name: 'files', value: sources.length },
    { name: 'lines', value: all.length },
    { name: 'median file', value: at(lengths, 0.5), goal: { min: 50, max: 130 } },
    { name: '90th percentile', value: at(lengths, 0.9) },
    { name: 'longest file', value: at(lengths, 1), goal: { max: 250 } },
    {
      name: 'files below 25 lines',
      value: percentOf(small.length, sources.length),
      unit: '%',
      goal: { max: 20 },
      places: small.map(({ path }) => path),
    },
    {
      name: 'lines over 100 columns',
      value: percentOf(wide, all.length),
      unit: '%',
      goal: { max: 1 },
    },
  ];
}

function codeFigures(sources: readonly Source[]): Figure[] {
  const functions = sources.flatMap(functionsIn);
  const long = functions.filter(({ lines }) => lines > maxFunctionLines);
  const spreads = sources.flatMap(conditionalSpreads);
  const casts = sources.flatMap(castsIn);
  const checkedCasts = casts.filter(({ afterCheck }) => afterCheck);
  const comments = sources.flatMap((source) => source.comments.map(({ value }) => value));
  return [
    { name: 'functions', value: functions.length },
    {
      name: `functions over ${maxFunctionLines} lines`,
      value: long.length,
      goal: { max: 5 },
      places: long.map((place) => `${named(place)} ${place.lines}`),
    },
    { name: 'longest function', value: Math.max(...functions.map(({ lines }) => lines)) },
    {
      name: 'functions with 4 or more parameters',
      value: sources.flatMap(longParameterLists).length,
      places: sources.flatMap(longParameterLists).map(named),
    },
    {
      name: 'conditional spreads',
      value: spreads.length,
      goal: { max: 20 },
      places: spreads.map(named),
    },
    { name: 'casts', value: casts.length, places: casts.map(named) },
    {
      name: 'casts after a check',
      value: checkedCasts.length,
      goal: { max: 0 },
      places: checkedCasts.map(named),
    },
    { name: 'comment lines', value: comments.join('\n').split('\n').length },
    {
      name: '"where" in comments',
      value: comments.join(' ').match(/\bwhere\b/gi)?.length ?? 0,
      goal: { max: 40 },
    },
  ];
}

function circleFigures(sources: readonly Source[]): Figure[] {
  const imports = importsOf(sources);
  const files = circles(imports);
  const members = circles(memberImports(imports));
  return [
    { name: 'files in an import circle', value: files.length, goal: { max: 0 }, places: files },
    {
      name: 'files or folders in a folder-level circle',
      value: members.length,
      goal: { max: 0 },
      places: members,
    },
  ];
}

function percentOf(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 10;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
