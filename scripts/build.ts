import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, type BuildOptions, type Plugin } from 'rolldown';
import { build as buildPage } from 'vite';
import { bundledPackages, thirdPartyLicenses } from './bundled-packages.ts';
import manifest from '../package.json' with { type: 'json' };

/**
 * jsonc-parser's CommonJS entry loads its parts in a way that no bundler follows; its ES modules
 * are complete.
 */
const resolve = { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } };
/** V8 holds and reads a file that is all ASCII in half the memory, and usage loads 2% faster. */
const charset = 'ascii';
const define = { KIMIBAR_VERSION: JSON.stringify(manifest.version) };

/**
 * The launcher is written by hand for old Nodes, so it is copied, with the version filled in. So is
 * the shell script that draws status lines.
 */
function launcher(): Plugin {
  return {
    name: 'launcher',
    // A program that still runs may add to its compile cache meanwhile.
    buildStart: () =>
      rmSync('dist', { recursive: true, force: true, maxRetries: 9, retryDelay: 50 }),
    generateBundle() {
      const source = readFileSync('bin/kimibar.cjs', 'utf8').replace(
        '__VERSION__',
        manifest.version,
      );
      this.emitFile({ type: 'asset', fileName: 'kimibar.cjs', source });
      const script = readFileSync('src/cli/statusline/statusline.sh', 'utf8');
      this.emitFile({ type: 'asset', fileName: 'statusline.sh', source: script });
    },
  };
}

/**
 * hono's adapter also serves HTTP/2. KimiBar never does, and loading that part costs a daemon 3 MB.
 */
function withoutHttp2(): Plugin {
  return {
    name: 'without-http2',
    resolveId: (id, importer) =>
      id === 'node:http2' && slashed(importer).includes('/@hono/node-server/')
        ? '\0no-http2'
        : undefined,
    load: (id) =>
      id === '\0no-http2'
        ? 'export class Http2ServerRequest {}\nexport const constants = {};'
        : undefined,
  };
}

/** A module's path, with slashes on Windows, too. */
function slashed(id = ''): string {
  return id.replaceAll('\\', '/');
}

/**
 * Parts of the MCP SDK's dependencies that KimiBar never reaches: validators for input that it does
 * not ask for, and the older zod. Loading them would double the start-up of `kimibar mcp`.
 */
const unusedByMcp: Readonly<Record<string, string>> = {
  ajv: 'export default class {}',
  'ajv-formats': 'export default () => {};',
  'zod/v3': 'export const object = () => { throw new Error("zod 3"); };',
  'zod-to-json-schema': 'export const zodToJsonSchema = () => ({});',
};

function withoutUnused(): Plugin {
  const mark = '\0unused:';
  return {
    name: 'without-unused',
    resolveId: (id, importer) =>
      Object.hasOwn(unusedByMcp, id) && slashed(importer).includes('/@modelcontextprotocol/sdk/')
        ? mark + id
        : undefined,
    load: (id) => (id.startsWith(mark) ? unusedByMcp[id.slice(mark.length)] : undefined),
  };
}

type InfoOf = (id: string) => { importers: string[] } | null;

/**
 * rolldown makes some chunks load its runtime without using it, depending on how packages are
 * installed. That is one more file for each run.
 */
function withoutUnusedRuntime(): Plugin {
  return {
    name: 'without-unused-runtime',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk')
          chunk.code = chunk.code.replace(
            /,require\("\.\/(?:\w+\/)?rolldown-runtime-[\w-]+\.cjs"\);/,
            ';',
          );
    },
  };
}

/** A run loads one file instead of a dozen: finding and opening each costs 0.3 ms. */
const oneFileFor = {
  core: ['src/cli/main.ts'],
  'command-line': [
    'src/cli/table/program.ts',
    'src/cli/command-line/help.ts',
    'src/cli/command-line/argument-failure.ts',
  ],
  request: [
    'src/kimi/fetch-usage.ts',
    'src/host/http/http.ts',
    'src/credentials/plan-sources.ts',
    'src/credentials/browsers/browser-source.ts',
    'src/app/status-line/status-line-cache.ts',
  ],
};

/** One group for each of these, in this order: modules of an earlier group are already loaded. */
function groupsFor(startsByName: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(startsByName).map(([name, starts], index) => ({
    debugName: name,
    priority: 9 - index,
    name: (id: string, context: { getModuleInfo: InfoOf }) =>
      isImportedBy(starts, id, (other) => context.getModuleInfo(other), new Set()) ||
      (index === 0 && /rolldown.runtime/.test(id))
        ? name
        : null,
  }));
}

function isImportedBy(
  starts: readonly string[],
  id: string,
  infoOf: InfoOf,
  seen: Set<string>,
): boolean {
  if (starts.some((start) => slashed(id).endsWith(start))) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return (infoOf(id)?.importers ?? []).some((importer) =>
    isImportedBy(starts, importer, infoOf, seen),
  );
}

const bundles: readonly BuildOptions[] = [
  {
    input: { main: 'src/cli/main.ts' },
    platform: 'node',
    resolve,
    transform: { define },
    plugins: [launcher(), withoutHttp2(), withoutUnused(), withoutUnusedRuntime()],
    output: {
      dir: 'dist',
      format: 'cjs',
      charset,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'cli/[name]-[hash].cjs',
      minify: true,
      codeSplitting: { groups: groupsFor(oneFileFor) },
    },
  },
  {
    // The server for agents starts without the rest of the program, which must not be split for it.
    input: { mcp: 'src/cli/mcp/main.ts' },
    platform: 'node',
    transform: { define },
    plugins: [withoutUnused()],
    output: {
      dir: 'dist',
      format: 'cjs',
      charset,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'mcp/[name]-[hash].cjs',
      minify: true,
      codeSplitting: {
        groups: groupsFor({
          protocol: ['src/cli/mcp/main.ts'],
          answers: ['src/cli/commands/mcp/mcp-answers.ts'],
          request: oneFileFor.request,
        }),
      },
    },
  },
  {
    input: { statusline: 'src/cli/statusline/main.ts' },
    platform: 'node',
    transform: { define },
    output: {
      dir: 'dist',
      format: 'cjs',
      charset,
      entryFileNames: '[name].cjs',
      minify: true,
      codeSplitting: false,
    },
  },
  {
    // The thread of the tray's window on Windows has its own entry.
    input: { 'tray-window': 'src/tray/windows/tray-window.ts' },
    platform: 'node',
    output: {
      dir: 'dist',
      format: 'cjs',
      charset,
      entryFileNames: '[name].cjs',
      minify: true,
      codeSplitting: false,
    },
  },
  {
    input: { index: 'src/index.ts' },
    platform: 'node',
    resolve,
    transform: { define },
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'library/[name]-[hash].mjs',
      minify: true,
    },
  },
];

// One after the other, since the first empties the folder. Quietly, since users of `npm start` want
// to see the card.
const packages = bundledPackages();
for (const bundle of bundles) {
  await build({ ...bundle, plugins: [bundle.plugins, packages.plugin] });
}
await buildPage({ plugins: [packages.plugin] });
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(packages.folders));
