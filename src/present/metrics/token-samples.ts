import type { TokenTotal } from '../../domain/ledger.ts';
import type { TokenCounts } from '../../domain/token-use.ts';
import type { MetricSample } from './metric.ts';

const kinds = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheCreation: 'cache_creation',
} as const satisfies Record<keyof TokenCounts, string>;

/** Series beyond these are added up as `other`; totals are sorted by their first use. */
const maxGroups = 256;
const other = 'other';

/** Tokens by kind and model, and by project if wanted. */
export function tokenSamples(
  totals: readonly TokenTotal[],
  withProjects: boolean,
): readonly MetricSample[] {
  const groups = new Map<string, TokenGroup>();
  for (const { model, project, tokens } of totals) {
    const names = { model, project: withProjects ? project : undefined };
    const key = JSON.stringify(names);
    const group = groups.get(key) ?? groupFor(groups, key, names);
    for (const kind of kindNames) group.tokens[kind] += tokens[kind];
  }
  return [...groups.values()].flatMap(({ names, tokens }) =>
    kindNames.map((kind) => ({
      labels: { kind: kinds[kind], ...names },
      value: tokens[kind],
    })),
  );
}

type TokenGroup = {
  readonly names: { readonly model: string; readonly project?: string | undefined };
  readonly tokens: Record<keyof TokenCounts, number>;
};

const kindNames = Object.keys(kinds) as readonly (keyof TokenCounts)[];

function groupFor(
  groups: Map<string, TokenGroup>,
  key: string,
  names: TokenGroup['names'],
): TokenGroup {
  const isFull = groups.size >= maxGroups;
  const known = isFull ? groups.get(other) : undefined;
  if (known !== undefined) return known;
  const project = names.project === undefined ? undefined : other;
  const group = {
    names: isFull ? { model: other, project } : names,
    tokens: { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 },
  };
  groups.set(isFull ? other : key, group);
  return group;
}
