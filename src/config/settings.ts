import type { SettingValues } from './settings-table.ts';

/**
 * The settings in force: defaults, then the file, then the environment; flags come on top, per
 * command.
 */
export type Settings = Nested<SettingValues> & {
  /** The environment variable that decides the language, if one does. */
  readonly languageFixedBy?: string | undefined;
};

/** Which account KimiBar queries, and how. */
export type ProviderSettings = Settings['provider'];

/** Which events are notified, and when. */
export type NotificationSettings = Settings['notifications'];

/** How `serve` listens. The token is required on any address but loopback. */
export type ServerSettings = Settings['server'];

/** `{ 'tray.title': A, language: B }` as `{ tray: { title: A }, language: B }`. */
type Nested<Flat> = {
  readonly [Name in keyof Flat as Name extends `${string}.${string}` ? never : Name]: Flat[Name];
} & {
  readonly [Section in SectionOf<keyof Flat>]: {
    readonly [
      Name in keyof Flat as Name extends `${Section}.${infer Key}` ? Key : never
    ]: Flat[Name];
  };
};

type SectionOf<Name> = Name extends `${infer Section}.${string}` ? Section : never;
