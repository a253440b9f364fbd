import type { SettingRow } from '../../src/config/settings-table.ts';

/** A sample of every secret; none of its first characters may ever be printed. */
export const secretSample = 'CANARY-CANARY-CANARY-9x7z';

/** A valid value of the file, and the text for `config set` where that takes one. */
export type Sample = { readonly json: unknown; readonly text?: string | undefined };

const samples: Readonly<Record<string, Sample>> = {
  accounts: { json: [{ name: 'work', apiKey: secretSample }] },
  defaultAccount: { json: 'work', text: 'work' },
  'notifications.thresholds': { json: [40, 7], text: '40,7' },
  'notifications.events': { json: ['quota-reset', 'quota-low'], text: 'quota-reset,quota-low' },
  'notifications.quietHours': { json: { from: '21:30', to: '6:00' }, text: '21:30-6:00' },
  'server.host': { json: '0.0.0.0', text: '0.0.0.0' },
  'server.port': { json: 9000, text: '9000' },
  'notifications.targets': {
    json: [{ name: 'team', kind: 'slack', secretUrl: 'https://hooks.example/x' }],
  },
  'export.endpoint': { json: 'https://metrics.example/otlp', text: 'https://metrics.example/otlp' },
  'export.headers': { json: `Authorization=Bearer%20${secretSample}` },
  'export.host': { json: 'build-7', text: 'build-7' },
  'export.team': { json: 'platform', text: 'platform' },
  'fleet.url': { json: 'https://metrics.example/', text: 'https://metrics.example/' },
  'hooks.rules': { json: [{ on: '*', command: '/usr/bin/true' }] },
};

/**
 * A value of a setting that is not its default. A new setting that is no switch, choice or secret
 * needs its own sample.
 */
export function sampleOf(row: SettingRow): Sample {
  if (row.isSecret === true) return samples[row.name] ?? { json: secretSample };
  const word =
    row.isChoice === true ? row.examples.find((each) => each !== String(row.default)) : undefined;
  const sample = word === undefined ? samples[row.name] : { json: row.parse(word), text: word };
  if (sample === undefined)
    throw new Error(`test/support/setting-samples.ts needs one for ${row.name}`);
  return sample;
}

/** A config file in which one setting has a value. */
export function configWith({ name, home }: SettingRow, json: unknown): Record<string, unknown> {
  if (home === 'kimi') return { providers: [{ id: 'kimi', [name]: json }] };
  return Object.fromEntries([nested(name.split('.'), json)]);
}

function nested([key = '', ...inner]: readonly string[], json: unknown): [string, unknown] {
  return [key, inner.length === 0 ? json : Object.fromEntries([nested(inner, json)])];
}
