import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

/** A schema in `docs`, with the checks that tests need. */
export type PublishedSchema = {
  readonly schema: object;
  /** Whether a value is valid for those who read the schema, which leaves room for more keys. */
  isPublished(value: unknown): boolean;
  /** Whether a value is valid and has no key that the schema does not describe. */
  isDescribed(value: unknown): boolean;
  /** Why `isDescribed` returned false the last time. */
  errors(): string;
};

export const usageSchema = readSchema('usage');
export const breakdownSchema = readSchema('breakdown');

function readSchema(name: string): PublishedSchema {
  const path = join(import.meta.dirname, '..', '..', 'docs', `${name}.schema.json`);
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object;
  const isPublished = ajv.compile(schema);
  const isDescribed = ajv.compile(closed(schema) as object);
  return {
    schema,
    isPublished,
    isDescribed,
    errors: () => ajv.errorsText(isDescribed.errors),
  };
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
