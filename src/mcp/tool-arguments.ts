/** What an argument of a tool may be. */
export type ArgumentRule = { readonly description: string } & (
  | { readonly type: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly pattern?: string }
);

export type ArgumentRules = Readonly<Record<string, ArgumentRule>>;

/** Arguments that passed their rules; all are optional. */
export type ToolArguments = Readonly<Record<string, string | number | undefined>>;

/** Longer texts are mistakes: an account's name, a folder, a time. */
const maxTextLength = 4096;

/** The rules as the JSON schema that clients see. */
export function inputSchema(rules: ArgumentRules) {
  return { type: 'object' as const, properties: { ...rules }, additionalProperties: false };
}

/** The first thing that is wrong with the arguments of a call, as a sentence in English. */
export function argumentProblem(
  rules: ArgumentRules,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.entries(given)
    .map(([name, value]) =>
      problemOf(Object.hasOwn(rules, name) ? rules[name] : undefined, value, {
        name,
        known: Object.keys(rules),
      }),
    )
    .find((problem) => problem !== undefined);
}

/** Narrows arguments that have no problem. */
export function areChecked(
  rules: ArgumentRules,
  given: Readonly<Record<string, unknown>>,
): given is ToolArguments {
  return argumentProblem(rules, given) === undefined;
}

function problemOf(
  rule: ArgumentRule | undefined,
  value: unknown,
  { name, known }: { readonly name: string; readonly known: readonly string[] },
): string | undefined {
  if (rule === undefined)
    return `Unknown argument ${JSON.stringify(name.slice(0, 40))}. Known: ${known.join(', ')}.`;
  if (rule.type === 'number')
    return typeof value === 'number' && value >= rule.minimum && value <= rule.maximum
      ? undefined
      : `${name} must be a number between ${rule.minimum} and ${rule.maximum}.`;
  if (typeof value !== 'string' || value.length > maxTextLength) return `${name} must be a text.`;
  if (rule.enum?.includes(value) === false)
    return `${name} must be one of: ${rule.enum.join(', ')}.`;
  return rule.pattern === undefined || new RegExp(rule.pattern).test(value)
    ? undefined
    : `${name} has another form: ${rule.description}`;
}
