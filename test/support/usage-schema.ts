import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const path = join(import.meta.dirname, '..', '..', 'docs', 'usage.schema.json');
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });

export const publishedSchema = JSON.parse(readFileSync(path, 'utf8')) as object;

/** Whether a value is valid for those who read the published schema, which leaves room for more keys. */
export const isPublished = ajv.compile(publishedSchema);

/** Whether a value is valid and has no key that the schema does not describe. */
export const isDescribed = ajv.compile(closed(publishedSchema) as object);

/** Why `isDescribed` returned false the last time. */
export function schemaErrors(): string {
  return ajv.errorsText(isDescribed.errors);
}

/** The same schema, with additional keys forbidden at every level. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, closed(value)]),
  );
  return 'properties' in inner && 'type' in inner
    ? { ...inner, additionalProperties: false }
    : inner;
}
