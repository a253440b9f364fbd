import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of code in a document. */
export type DocBlock = {
  /** The section that it is in. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
};

const root = join(import.meta.dirname, '..', '..');

/** What users read, by path: both READMEs and the folder `docs`. */
export function documents(): readonly string[] {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', 'README.zh-CN.md', ...pages.map((name) => `docs/${name}`)];
}

export function documentText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The blocks of a language; a heading is that of the level `##`. */
export function docBlocks(path: string, language: string): readonly DocBlock[] {
  const sections = documentText(path).split(/^## /m);
  const blocks = sections.flatMap((section) => {
    const [heading = ''] = section.split('\n');
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
      ([, found = '', text = '']) => ({ heading, language: found, text }),
    );
  });
  return blocks.filter((block) => block.language === language);
}

/** The only block of this language in a section of docs/recipes.md. */
export function recipeBlock(language: string, heading: RegExp): string {
  const found = docBlocks('docs/recipes.md', language).filter((block) =>
    heading.test(block.heading),
  );
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${language} for ${heading}`);
  return found[0]?.text ?? '';
}
