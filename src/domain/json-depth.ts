/**
 * How many brackets deep a JSON text is nested, those inside of strings not counted; known before anything is built from it. One
 * pass: a pattern could be made to go over it again and again.
 */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString && sign === '\\') at += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && (sign === '[' || sign === '{')) deepest = Math.max(deepest, (depth += 1));
    else if (!inString && (sign === ']' || sign === '}')) depth -= 1;
  }
  return deepest;
}
