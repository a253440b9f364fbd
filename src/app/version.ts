declare const KIMIBAR_VERSION: string | undefined;

/** The version as built in; `0.0.0-source` where the sources run unbuilt. */
export const version = typeof KIMIBAR_VERSION === 'string' ? KIMIBAR_VERSION : '0.0.0-source';
