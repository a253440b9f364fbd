import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import test from 'node:test';
import { documents, documentText } from '../../support/doc-blocks.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const others = ['AGENTS.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'deploy/README.md'];

/** Links of Markdown and HTML to files of the repository, by the document that they are in. */
const links = [...documents(), ...others].flatMap((from) => {
  const text = withoutCode(documentText(from));
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)];
  return targets
    .map(([, markdown, html]) => markdown ?? html ?? '')
    .filter((target) => !/^(?:https?|mailto):/.test(target))
    .map((target) => ({ from, target }));
});

test('every relative link leads to a file, and to a heading if it names one', () => {
  const broken = links.filter(({ from, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? from : normalize(join(from, '..', path));
    if (!existsSync(join(root, file))) return true;
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
  });
  assert.deepEqual(broken, []);
  assert.ok(links.length > 150);
});

/** As GitHub makes them of headings. */
function anchorsOf(file: string): readonly string[] {
  const headings = withoutCode(documentText(file)).matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}
