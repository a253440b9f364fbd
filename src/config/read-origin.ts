/** Who said so. */
export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'file' }
  | { readonly from: 'environment'; readonly variable: string };

/** The settings that have an origin, by the names that `config set` and `config show` use. */
export type SettingName =
  | 'enabled'
  | 'source'
  | 'cookieSource'
  | 'region'
  | 'apiKey'
  | 'cookieHeader'
  | 'accounts'
  | 'language'
  | 'display.meters'
  | 'refresh.cadence'
  | 'notifications.enabled'
  | 'notifications.thresholds'
  | 'notifications.events'
  | 'notifications.quietHours'
  | 'server.host'
  | 'server.port'
  | 'server.token'
  | 'server.metricsAccountNames'
  | 'tray.title'
  | 'tray.panel'
  | 'tray.colour'
  | 'codeBaseUrl'
  | 'webBaseUrl';

export type Origins = Readonly<Record<SettingName, Origin>>;

/** The file, where it holds a value, else the defaults. */
export function inFile(value: unknown): Origin {
  return value === undefined || value === null ? { from: 'default' } : { from: 'file' };
}

/** The environment, where the variable holds something. */
export function inEnvironment(variable: string, value: unknown): Origin | undefined {
  return value === undefined ? undefined : { from: 'environment', variable };
}
