import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A code block of docs/recipes.md. */
export type RecipeBlock = {
  /** The section that it is in. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
};

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'recipes.md');

export function recipeBlocks(language: string): readonly RecipeBlock[] {
  const sections = readFileSync(file, 'utf8').split(/^## /m).slice(1);
  const blocks = sections.flatMap((section) => {
    const [heading = ''] = section.split('\n');
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
      ([, found = '', text = '']) => ({
        heading,
        language: found,
        text,
      }),
    );
  });
  return blocks.filter((block) => block.language === language);
}

/** The only block of this language in a section. */
export function recipeBlock(language: string, heading: RegExp): string {
  const found = recipeBlocks(language).filter((block) => heading.test(block.heading));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${language} for ${heading}`);
  return found[0]?.text ?? '';
}
