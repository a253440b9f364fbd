declare const KIMIBAR_VERSION: string | undefined;

/** Set by the build; `0.0.0-source` if run from source. */
export const version = typeof KIMIBAR_VERSION === 'string' ? KIMIBAR_VERSION : '0.0.0-source';
