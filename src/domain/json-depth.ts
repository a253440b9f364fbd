/**
 * True if a JSON text is nested deeper than `max`, brackets inside strings not counted, without
 * parsing it. One pass: hostile input could make a regular expression backtrack.
 */
export function isNestedDeeper(text: string, max: number): boolean {
  return countOf(text, '[') + countOf(text, '{') > max && depthOf(text) > max;
}

/** Start-up: most texts have few brackets, and built-in functions find those faster than a loop. */
function countOf(text: string, bracket: string): number {
  return text.split(bracket).length - 1;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString && char === '\\') at += 1;
    else if (char === '"') inString = !inString;
    else if (!inString && (char === '[' || char === '{')) deepest = Math.max(deepest, (depth += 1));
    else if (!inString && (char === ']' || char === '}')) depth -= 1;
  }
  return deepest;
}
