/** The credentials that a copied `curl` command would send. */
export type CurlCredentials = {
  /** The texts of all `Cookie` headers and `-b` options, in order. */
  readonly cookieHeaders: readonly string[];
  readonly authorization?: string | undefined;
};

/**
 * Reads a command as browsers copy it, for bash (`'…'`, `$'…'`, `\` at a line's end) or for cmd
 * (`^"…^"`); undefined if it is no `curl` command.
 */
export function readCurlCommand(text: string): CurlCredentials | undefined {
  if (!/^\s*(?:\$\s+)?curl(?:\.exe)?\s/i.test(text)) return undefined;
  const words = shellWords(/\^["\r\n]/.test(text) ? withoutCarets(text) : text);
  const headers = optionValues(words, '-H', '--header');
  const cookieHeaders = headers.filter((header) => /^cookie\s*:/i.test(header));
  // `-b name` without an equals sign names a file, not a cookie.
  const cookieOptions = optionValues(words, '-b', '--cookie').filter((value) =>
    value.includes('='),
  );
  const authorization = headers
    .map((header) => /^authorization\s*:\s*(.*)$/is.exec(header)?.[1])
    .find((value) => value !== undefined);
  return {
    cookieHeaders: [...cookieHeaders, ...cookieOptions],
    authorization,
  };
}

/** Values of an option in its spellings: `-H x`, `-Hx`, `--header x`, `--header=x`. */
function optionValues(words: readonly string[], short: string, long: string): string[] {
  return words.flatMap((word, index) => {
    if (word === short || word === long) return words[index + 1] ?? [];
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    return word.startsWith(short) ? word.slice(short.length) : [];
  });
}

/** cmd's `^` quotes the next character and, at a line's end, joins the lines. */
function withoutCarets(text: string): string {
  return text.replace(/\^\r?\n/g, ' ').replace(/\^([\s\S])/g, '$1');
}

const piece =
  /\$'((?:\\[\s\S]|[^'\\])*)'|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\\r?\n|\\([\s\S])|(\s+)|([\s\S])/g;

/**
 * Splits as a shell would, without expanding anything. An unclosed quote is taken as a plain
 * character.
 */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, ansi, single, double, escaped, blank, plain] of text.matchAll(piece)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const part =
      ansi === undefined
        ? (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain)
        : ansiDecoded(ansi);
    if (part !== undefined) word = (word ?? '') + part;
  }
  return word === undefined ? words : [...words, word];
}

const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * The inside of bash's `$'…'`, as browsers write it if a header contains quotes or non-ASCII
 * letters.
 */
function ansiDecoded(text: string): string {
  return text.replace(
    /\\(?:u([\da-f]{1,4})|x([\da-f]{1,2})|([\s\S]))/gi,
    (_, unicode?: string, hex?: string, letter?: string) => {
      const code = unicode ?? hex;
      return code === undefined
        ? (ansiEscapes[letter ?? ''] ?? letter ?? '')
        : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
