/** Who said so. */
export type Origin = { readonly from: 'default' } | { readonly from: 'file' } | { readonly from: 'environment'; readonly variable: string };

/** The file, where it holds a value, else the defaults. */
export function inFile(value: unknown): Origin {
  return value === undefined || value === null ? { from: 'default' } : { from: 'file' };
}

/** The environment, where the variable holds something. */
export function inEnvironment(variable: string, value: unknown): Origin | undefined {
  return value === undefined ? undefined : { from: 'environment', variable };
}
