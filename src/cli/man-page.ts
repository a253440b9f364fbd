import type { Argument, Command, Help, Option } from 'commander';

/** What the page says besides what the program knows of itself. `day` is YYYY-MM-DD. */
export type ManPageFacts = { readonly version: string; readonly day: string };

/**
 * The manual page in man(7) macros: every command with its flags, as the help tells them. The program must be whole
 * (built with every command's name), or its subcommands are missing.
 */
export function manPage(program: Command, { version, day }: ManPageFacts): string {
  const help = helpOf(program);
  const common = help.visibleOptions(program);
  const known = new Set(common.map(({ long }) => long));
  const lines = [
    `.TH KIMIBAR 1 ${day} "kimibar ${version}"`,
    '.SH NAME',
    `kimibar \\- ${plain(program.description().replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    '.B kimibar',
    `${plain('[COMMAND] [OPTIONS]')}`,
    '.SH DESCRIPTION',
    'Without a command,',
    '.B kimibar usage',
    'is run: it shows the quota windows of a Kimi For Coding membership, when each resets, and whether it will last.',
    '.SH OPTIONS',
    'Every command knows these.',
    ...common.flatMap((option) => optionLines(help, option)),
    '.SH COMMANDS',
    ...commandLines(help, program, known),
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
    ['HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS', 'As everywhere.'],
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

function commandLines(
  help: Help,
  parent: Command,
  known: ReadonlySet<string | undefined>,
  path = '',
): readonly string[] {
  // Commander's own `help` is said once, by --help.
  const commands = help.visibleCommands(parent).filter((command) => command.name() !== 'help');
  return commands.flatMap((command) => commandSection(command, known, path));
}

function commandSection(
  command: Command,
  known: ReadonlySet<string | undefined>,
  path: string,
): readonly string[] {
  const help = helpOf(command);
  const name = `${path}${command.name()}`;
  const options = help.visibleOptions(command).filter(({ long }) => !known.has(long));
  return [
    `.SS ${plain([name, ...command.registeredArguments.map(argumentTerm)].join(' '))}`,
    plain(sentence(command.description())),
    ...options.flatMap((option) => optionLines(help, option)),
    ...commandLines(help, command, known, `${name} `),
  ];
}

function argumentTerm(argument: Argument): string {
  const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${word}>` : `[${word}]`;
}

function optionLines(help: Help, option: Option): readonly string[] {
  return [
    '.TP',
    `.B ${plain(help.optionTerm(option))}`,
    plain(sentence(help.optionDescription(option))),
  ];
}

function terms(pairs: readonly (readonly [string, string])[]): readonly string[] {
  return pairs.flatMap(([term, text]) => ['.TP', `.B ${plain(term)}`, plain(text)]);
}

/** With the program's own words for defaults and choices, which are set per command. */
function helpOf(command: Command): Help {
  return Object.assign(command.createHelp(), command.configureHelp());
}

function sentence(text: string): string {
  const whole = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return whole.endsWith('.') ? whole : `${whole}.`;
}

/** Text that stands for itself: no escapes, no macro at the start of a line, hyphens that can be copied. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
}
