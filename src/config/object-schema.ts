import * as v from 'valibot';

/** An object with these entries; keys beyond them pass. valibot lets arrays pass as objects; a config file may not. */
export function objectOf<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(v.custom<Record<string, unknown>>(isObject, 'object'), v.looseObject(entries));
}

/** A JSON object: neither a list nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
