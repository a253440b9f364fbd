import { en } from '../present/messages/en.ts';
import type { Command } from './command-line/command.ts';
import {
  commandTerm,
  flagRows,
  summaryOf,
  visibleCommands,
  visibleFlags,
  type HelpRow,
} from './command-line/help.ts';

/** What the page says besides what the command table knows. `day` is YYYY-MM-DD. */
export type ManPageFacts = { readonly version: string; readonly day: string };

/** The manual page in man(7) macros: every command with its flags, worded as in the help. */
export function manPage(program: Command, { version, day }: ManPageFacts): string {
  const lines = [
    `.TH KIMIBAR 1 ${day} "kimibar ${version}"`,
    '.SH NAME',
    `kimibar \\- ${plain(summaryOf(program, en.help).replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    '.B kimibar',
    `${plain('[COMMAND] [OPTIONS]')}`,
    '.SH DESCRIPTION',
    'Without a command,',
    '.B kimibar usage',
    'is run: it shows the quota windows of a Kimi For Coding membership, when each resets, and whether it will last.',
    '.SH OPTIONS',
    'Every command knows these.',
    ...rowLines(flagRows(visibleFlags(program), en.help)),
    '.SH COMMANDS',
    ...commandLines(program),
    ...endLines,
  ];
  return `${lines.join('\n')}\n`;
}

/** Files, environment and exit codes: the same words as in the documentation. */
const endLines: readonly string[] = [
  '.SH EXIT STATUS',
  ...terms([
    ['0', 'Fresh data.'],
    [
      '1',
      'Kimi or the sign-in failed; what is still known is shown, marked stale. For guard: too little is left.',
    ],
    ['3', 'An answer that could not be read.'],
    ['4', 'Time-out.'],
    ['64', 'Bad arguments.'],
    ['69', 'guard could not check.'],
    ['70', 'A bug.'],
    ['130', 'Cancelled.'],
  ]),
  '.SH ENVIRONMENT',
  ...terms([
    ['KIMI_CODE_API_KEY', 'A key of the Kimi Code Console.'],
    ['KIMI_AUTH_TOKEN, KIMI_MANUAL_COOKIE', 'A web session: the token, or a whole cookie header.'],
    [
      'KIMI_CODE_BASE_URL, KIMI_WEB_BASE_URL',
      'Other addresses of the service. HTTPS, or plain HTTP on loopback.',
    ],
    ['KIMI_CODE_HOME', 'Where Kimi Code keeps its login.'],
    [
      'KIMIBAR_CONFIG, KIMIBAR_DATA_DIR',
      'Another config file, another folder for kept readings and the history.',
    ],
    ['KIMIBAR_LANG', 'en or zh-CN.'],
    ['KIMIBAR_TOKEN', 'The token that serve asks for on other addresses than loopback.'],
    ['KIMIBAR_FLEET_TOKEN', 'The token of the metrics engine, for fleet.'],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_EXPORTER_OTLP_TIMEOUT',
      'Where serve and tray push metrics, only while export.enabled is on.',
    ],
    [
      'HTTPS_PROXY, ALL_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS',
      'As for curl and Node. Proxies may speak HTTP or SOCKS.',
    ],
    ['NO_COLOR', 'No colours.'],
  ]),
  '.SH FILES',
  '.TP',
  `.I ${plain('~/.config/kimibar/config.json')}`,
  plain(
    'The settings (kimibar config path says where; %APPDATA%\\kimibar\\config.json on Windows).',
  ),
  '.SH SEE ALSO',
  'The guides in the project’s docs folder: commands, credentials, JSON, HTTP, status lines, tray, hooks, troubleshooting.',
];

function commandLines(parent: Command, path = ''): readonly string[] {
  return visibleCommands(parent).flatMap((command) => commandSection(command, path));
}

function commandSection(command: Command, path: string): readonly string[] {
  return [
    `.SS ${plain(`${path}${commandTerm(command)}`)}`,
    plain(sentence(summaryOf(command, en.help))),
    ...rowLines(flagRows(command.flags ?? {}, en.help)),
    ...commandLines(command, `${path}${command.name} `),
  ];
}

function rowLines(rows: readonly HelpRow[]): readonly string[] {
  return terms(rows.map(([term, meaning]) => [term, sentence(meaning)]));
}

function terms(pairs: readonly (readonly [string, string])[]): readonly string[] {
  return pairs.flatMap(([term, text]) => ['.TP', `.B ${plain(term)}`, plain(text)]);
}

function sentence(text: string): string {
  const whole = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return whole.endsWith('.') ? whole : `${whole}.`;
}

/** Literal text: no escapes, no macro at the start of a line, hyphens that can be copied. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
}
