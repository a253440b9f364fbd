import type { SourceChoice } from './usage-snapshot.ts';

/** A secret as settings may show it: whether it is there, and its last characters. */
export type SecretView = { readonly set: boolean; readonly hint?: string };

/** How often the daemon refreshes: a fixed number of minutes, or as the moment calls for. */
export type Cadence = 1 | 5 | 15 | 30 | 'adaptive';

/** The settings a face can show; secrets never leave, they only go in. */
export type SettingsView = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: 'auto' | 'manual' | 'off';
  readonly region: 'auto' | 'mainland' | 'global';
  readonly apiKey: SecretView;
  readonly cookieHeader: SecretView;
  readonly cadence: Cadence;
  readonly notifications: {
    readonly enabled: boolean;
    /** Percent left at which "low" is told, falling; 1..99. */
    readonly thresholds: readonly number[];
  };
  readonly language: 'auto' | 'en' | 'zh-CN';
  readonly meters: 'left' | 'used';
  /** May `/metrics` name accounts? */
  readonly metricsAccountNames: boolean;
};

/** A change of some settings. `null` forgets a secret. */
export type SettingsPatch = Partial<Omit<SettingsView, 'apiKey' | 'cookieHeader' | 'notifications'>> & {
  readonly apiKey?: string | null;
  readonly cookieHeader?: string | null;
  readonly notifications?: Partial<SettingsView['notifications']>;
};
