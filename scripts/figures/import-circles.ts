import { dirname, join, normalize } from 'node:path';
import type { Source } from '../read-sources.ts';

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Static imports of files, types included; a dynamic import loads later and makes no circle. */
export function importsOf(sources: readonly Source[]): Graph {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, program }) => {
      const targets = program.body.flatMap((statement) => {
        const source = 'source' in statement ? statement.source : null;
        const specifier = String(source?.value ?? '');
        if (!specifier.startsWith('.')) return [];
        const target = normalize(join(dirname(path), specifier)).replaceAll('\\', '/');
        return [target, `${target}.ts`, `${target}/index.ts`].filter((one) => paths.has(one));
      });
      return [path, new Set(targets)];
    }),
  );
}

/**
 * The same one level up, for every folder: between its own files and its subfolders, each taken as
 * a whole. A name such as `present/words` is a subfolder of `present`.
 */
export function memberImports(imports: Graph): Graph {
  const edges = new Map<string, Set<string>>();
  for (const [from, targets] of imports) {
    for (const target of targets) {
      const [member, other] = membersThatPart(from, target);
      edges.set(member, (edges.get(member) ?? new Set<string>()).add(other));
    }
  }
  return edges;
}

/** The two members of the deepest common folder that hold the two files. */
function membersThatPart(from: string, to: string): [string, string] {
  const a = from.split('/');
  const b = to.split('/');
  const depth = a.findIndex((part, index) => part !== b[index]);
  return [a.slice(0, depth + 1).join('/'), b.slice(0, depth + 1).join('/')];
}

/** The members that can reach themselves. */
export function circles(graph: Graph): string[] {
  return [...graph.keys()].filter((start) => {
    const seen = new Set<string>();
    const open = [...(graph.get(start) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(graph.get(next) ?? []));
    }
    return false;
  });
}
