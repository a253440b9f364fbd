/**
 * A page of docs/ with `text` in the part that `npm run <script>` writes: between a comment that says
 * so and one that ends it. Throws if the page lacks them.
 */
export function withWrittenPart(page: string, script: string, text: string): string {
  const begin = `<!-- written by \`npm run ${script}\` -->\n`;
  const end = '<!-- end -->\n';
  const [before, rest = ''] = page.split(begin);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined)
    throw new Error(`the page lacks ${begin} … ${end}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
