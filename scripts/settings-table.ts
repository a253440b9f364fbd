import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsBySection, type SettingRow } from '../src/config/settings-table.ts';
import { en } from '../src/present/messages/en.ts';
import { withWrittenPart } from './written-part.ts';

// Writes the table of settings in docs/commands.md. With `--check` it only compares, and exits with
// 1 if the table is out of date.

const path = join(import.meta.dirname, '..', 'docs', 'commands.md');
const page = readFileSync(path, 'utf8');
const header = '| name | values | default | variable | meaning |\n|---|---|---|---|---|\n';
const table = header + settingsBySection.map(line).join('');
const current = withWrittenPart(page, 'settings-table', table);

if (process.argv.includes('--check')) {
  if (current !== page) {
    process.stderr.write(
      'The settings in docs/commands.md are out of date: npm run settings-table\n',
    );
    process.exitCode = 1;
  }
} else writeFileSync(path, current);

function line(row: SettingRow): string {
  const { variable, foreignVariable, credentialVariables = [] } = row;
  const own = [variable, foreignVariable].filter((name) => name !== undefined);
  const variables = own.length === 0 ? credentialVariables : own;
  const cells = [code([row.name]), values(row), defaultOf(row), code(variables), meaning(row)];
  return `| ${cells.join(' | ')} |\n`;
}

function values({ examples, isChoice, isSecret }: SettingRow): string {
  if (isSecret === true) return 'a secret';
  return isChoice === true ? code(examples) : examples.join(', ');
}

function defaultOf(row: SettingRow): string {
  const text = row.default === undefined ? '' : row.format(row.default);
  return text === '' ? '' : code([text]);
}

function meaning({ name }: SettingRow): string {
  return en.help.settings[name];
}

function code(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' ');
}
