import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import * as valibot from 'valibot';

const packageManifest = valibot.object({
  name: valibot.string(),
  version: valibot.string(),
  license: valibot.string(),
  author: valibot.optional(
    valibot.union([valibot.string(), valibot.object({ name: valibot.string() })]),
  ),
});

/** Collects which packages of node_modules end up in bundles. Folders, each once. */
export function bundledPackages(): { readonly plugin: Plugin; readonly folders: Set<string> } {
  const folders = new Set<string>();
  const plugin: Plugin = {
    name: 'bundled-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const folder = packageFolder(id);
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  };
  return { plugin, folders };
}

/** The package that a module belongs to: `…/node_modules/NAME` or `…/node_modules/@SCOPE/NAME`. */
function packageFolder(id: string): string | undefined {
  const slashed = id.replaceAll('\\', '/').replace(/^\0/, '');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(slashed)?.[0];
}

/**
 * The notices that the licences of bundled packages ask for, by name. Throws if a package names no
 * licence at all, so that a build cannot publish it unnoticed.
 */
export function thirdPartyLicenses(folders: Iterable<string>): string {
  const notices = [...folders].map(noticeOf).toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const head =
    'KimiBar is MIT licensed (see LICENSE). Its bundles contain these packages:\n\n' +
    notices.map(({ title }) => `- ${title}\n`).join('');
  return [head, ...notices.map(({ title, text }) => `${title}\n\n${text}\n`)].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

function noticeOf(folder: string): { readonly title: string; readonly text: string } {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, author } = valibot.parse(packageManifest, manifest);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const owner = typeof author === 'string' ? author : author?.name;
  const stated = `${name} states its licence as ${license}${owner ? `, by ${owner}` : ''}.`;
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') || stated };
}
