// Prints a version's part of CHANGELOG.md: `node scripts/release-notes.ts 0.1.0`.
import { readFileSync } from 'node:fs';

const [version = ''] = process.argv.slice(2);
const changelog = readFileSync(`${import.meta.dirname}/../CHANGELOG.md`, 'utf8');
const notes = changelog
  .split(/^## /m)
  .find((part) => part.startsWith(`${version} `) || part.startsWith(`${version}\n`))
  ?.replace(/^.*\n+/, '');
if (version === '' || notes === undefined) {
  process.stderr.write(`CHANGELOG.md has no part for version "${version}"\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(notes);
}
