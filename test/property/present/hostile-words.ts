import * as fc from 'fast-check';

/**
 * Signs that terminals obey, that hide or reorder words, or that break out of a line, a table cell
 * or a tag.
 */
const signs: readonly string[] = [
  '\u001B[2J',
  '\u001B[31m',
  '\u001B]0;title\u0007',
  '\u001B]52;c;cm0gLXJm\u0007',
  '\u001B]8;;https://evil.example\u001B\\here',
  '\u009B31m',
  '\u009D0;title\u009C',
  '\u0090q',
  '\u001BP1$r\u001B\\',
  '\u001Bc',
  '\u001B(0',
  '\u0007',
  '\b\b\b',
  '\r',
  '\n',
  '\t',
  '\0',
  '\u007F',
  '\u0085',
  '\u202E',
  '\u2066',
  '\u200F',
  '\u200B',
  '\uFEFF',
  '\u2028',
  '\u2029',
  '\u{E0041}',
  '\u061C',
  '\u00AD',
  '\u180E',
  '\u2067x\u2069',
  '\u200D',
  '\uFFF9',
  '\uFE0F',
  '\u3164',
  'e\u0301\u0301\u0301',
  '\uD800',
  '"',
  '\\',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</title><base href=//evil.example>',
  'javascript:alert(1)',
  '#[fg=red]',
  '#(id)',
  '%{F#f00}',
  '%{A1:id:}',
  '</span>',
  '| bash=/bin/sh',
  '$(id)',
  '&amp;',
  '{"a":1}',
  '월',
  '🙂',
  ' ',
];

/** One to six of these signs and honest words in a row. */
export const hostileWord: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...signs, 'Kimi', 'week'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
