import { writeFileSync } from 'node:fs';
import { manPage } from '../src/cli/man-page.ts';
import { program } from '../src/cli/table/program.ts';
import manifest from '../package.json' with { type: 'json' };

// Packagers set the date themselves, so that the same sources give the same page.
const seconds = process.env['SOURCE_DATE_EPOCH'];
const day = new Date(seconds === undefined ? Date.now() : Number(seconds) * 1000)
  .toISOString()
  .slice(0, 10);
writeFileSync('dist/kimibar.1', manPage(program, { version: manifest.version, day }));
