declare const __KIMIBAR_VERSION__: string | undefined;

/** The version as built in; `0.0.0-source` where the sources run unbuilt. */
export const version = typeof __KIMIBAR_VERSION__ === 'string' ? __KIMIBAR_VERSION__ : '0.0.0-source';
