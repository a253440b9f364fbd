import assert from 'node:assert/strict';

// How clients of CodexBar check and read what it prints, each as its own source does it.

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectsIn(value: unknown, what: string): readonly Json[] {
  assert.ok(Array.isArray(value) && value.every(isJson), what);
  return value;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** Home Assistant: `validate_snapshot` of stijnhoste/ha-codexbar. One wrong key loses everything. */
export function readAsHomeAssistant(snapshot: unknown): void {
  assert.ok(isJson(snapshot));
  assert.equal(snapshot['schemaVersion'], 1);
  const { generatedAt, staleAfterSeconds } = snapshot;
  assert.match(String(generatedAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
  assert.ok(Number.isInteger(staleAfterSeconds) && Number(staleAfterSeconds) >= 0);
  for (const { id, enabled, error, accountsError } of objectsIn(snapshot['providers'], 'rows')) {
    assert.ok(typeof id === 'string' && id.trim() !== '', 'id');
    assert.equal(typeof enabled, 'boolean');
    assert.ok(isAbsent(error) || isJson(error), 'error must be an object or null');
    if (isJson(error))
      assert.ok(typeof error['message'] === 'string' && error['message'] !== '', 'error.message');
    assert.ok(isAbsent(accountsError) || typeof accountsError === 'string');
  }
}

/**
 * CodexBar.app as a remote: `RemoteCodexBarSnapshot`. Rows of unknown providers are dropped; a key
 * of the wrong type makes the snapshot invalid. Returns what it shows, by the account's label.
 */
export function readAsCodexBarApp(
  snapshot: unknown,
): ReadonlyMap<string, { readonly windows: readonly string[]; readonly error?: string }> {
  assert.ok(isJson(snapshot));
  const shown = new Map<string, { windows: readonly string[]; error?: string }>();
  for (const row of objectsIn(snapshot['providers'], 'rows')) {
    if (row['id'] !== 'kimi') continue;
    assert.ok(typeof row['name'] === 'string' && typeof row['source'] === 'string');
    const { error } = row;
    assert.ok(error === null || (isJson(error) && typeof error['message'] === 'string'), 'error');
    shown.set('', {
      windows: kindsOf(row['windows']),
      ...(isJson(error) ? { error: String(error['message']) } : {}),
    });
    for (const account of row['accounts'] === undefined
      ? []
      : objectsIn(row['accounts'], 'accounts')) {
      assert.ok(typeof account['id'] === 'string' && typeof account['active'] === 'boolean');
      assert.ok(account['error'] === null || typeof account['error'] === 'string');
      shown.set(String(account['label']), {
        windows: kindsOf(account['windows']),
        ...(account['error'] === null ? {} : { error: String(account['error']) }),
      });
    }
  }
  return shown;
}

function kindsOf(windows: unknown): readonly string[] {
  return objectsIn(windows, 'windows').map(({ kind, label, usedPercent, ...rest }) => {
    const { remainingPercent, resetAt } = rest;
    assert.ok(typeof kind === 'string' && typeof label === 'string');
    assert.ok(typeof usedPercent === 'number' && typeof remainingPercent === 'number');
    assert.ok(resetAt === null || !Number.isNaN(Date.parse(String(resetAt))));
    return kind;
  });
}

/**
 * tmux, Zellij and SketchyBar: `provider_payload_is_publishable` of enieuwy/showy-quota. Over HTTP
 * it also wants a number in one of the first three windows: `hasNumber`.
 */
export function readAsShowyQuota(records: unknown): { readonly hasNumber: boolean } {
  const windows = objectsIn(records, 'records').flatMap(({ provider, usage }) => {
    assert.equal(provider, 'kimi');
    if (isAbsent(usage)) return [];
    assert.ok(isJson(usage));
    return [usage['primary'], usage['secondary'], usage['tertiary']];
  });
  const present = windows.filter((window) => !isAbsent(window));
  for (const window of present)
    assert.ok(isJson(window) && typeof window['usedPercent'] === 'number', 'usedPercent');
  return { hasNumber: present.length > 0 };
}

/** The providers that showy-quota asks for: the enabled ones of `config providers`. */
export function providersOfShowyQuota(records: unknown): readonly string[] {
  const entries = objectsIn(records, 'providers');
  for (const { provider, enabled } of entries)
    assert.deepEqual([typeof provider, typeof enabled], ['string', 'boolean']);
  return entries.filter(({ enabled }) => enabled === true).map(({ provider }) => String(provider));
}

/** KDE Plasma: psimaker/codexbar-plasmoid queries nothing below version 0.43.0. */
export function isNewEnoughForPlasma(versionText: string): boolean {
  const [, major = '', minor = ''] = /(\d+)\.(\d+)\.(\d+)/.exec(versionText) ?? [];
  return Number(major) > 0 || Number(minor) >= 43;
}

/** Waybar: the percentage in the bar of Marouan-chak/codexbar-waybar; undefined after a failure. */
export function barOfWaybar(records: unknown): number | undefined {
  const usages = objectsIn(records, 'records').flatMap(({ usage, error }) =>
    isAbsent(error) && isJson(usage) ? [usage] : [],
  );
  if (usages.length === 0) return undefined;
  const windows = usages.flatMap((usage) => [
    usage['primary'],
    usage['secondary'],
    usage['tertiary'],
  ]);
  return Math.max(
    0,
    ...windows.map((window) => (isJson(window) ? Number(window['usedPercent']) : 0)),
  );
}

/** KDE Plasma: what Lucenx9/codexbar-plasma shows of a diagnosis. */
export function readAsPlasmaDiagnosis(diagnosis: unknown): unknown {
  assert.ok(isJson(diagnosis));
  const { provider, displayName, sourceMode, auth, settings, fetchAttempts } = diagnosis;
  assert.ok(isJson(auth) && isJson(settings) && Array.isArray(fetchAttempts));
  assert.ok(Array.isArray(auth['modes']));
  return {
    provider,
    displayName,
    sourceMode,
    authConfigured: auth['configured'] === true,
    authModes: auth['modes'],
    settingsKeys: Object.keys(settings),
  };
}
