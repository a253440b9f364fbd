import assert from 'node:assert/strict';
import test from 'node:test';
import type { Host } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { savesBattery } from '../../../src/host/power.ts';

const real = createNodeHost({ env: {} });

/** A machine whose small files hold this, and whose commands say that. */
function machine(
  os: Host['platform']['os'],
  texts: Readonly<Record<string, string>>,
  said = '',
): Pick<Host, 'files' | 'commands' | 'platform'> {
  const under = (folder: string): string[] =>
    Object.keys(texts)
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1).split('/')[0] ?? '');
  return {
    platform: { ...real.platform, os },
    files: {
      ...real.files,
      readText: (path) => texts[path],
      list: (folder) => [...new Set(under(folder))],
    },
    commands: {
      run: async () =>
        said === ''
          ? { kind: 'not-found' }
          : { kind: 'ran', exitCode: 0, stdout: said, stderr: '' },
    },
  };
}

const battery = (name: string, facts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      `/sys/class/power_supply/${name}/${key}`,
      `${value}\n`,
    ]),
  );
const laptop = (status: string, capacity: string) =>
  battery('BAT0', { type: 'Battery', status, capacity });

const cases: readonly (readonly [string, Parameters<typeof machine>, boolean])[] = [
  ['a desktop', ['linux', {}], false],
  [
    'the power saver is on',
    ['linux', { '/sys/firmware/acpi/platform_profile': 'low-power\n' }],
    true,
  ],
  [
    'balanced, charged',
    [
      'linux',
      { '/sys/firmware/acpi/platform_profile': 'balanced\n', ...laptop('Discharging', '80') },
    ],
    false,
  ],
  ['nearly empty', ['linux', laptop('Discharging', '12')], true],
  ['nearly empty, on the mains', ['linux', laptop('Charging', '12')], false],
  [
    'a mouse is nearly empty',
    [
      'linux',
      battery('hidpp', { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' }),
    ],
    false,
  ],
  [
    'macOS in low power mode',
    ['darwin', {}, ' standby              1\n lowpowermode         1\n'],
    true,
  ],
  ['macOS otherwise', ['darwin', {}, ' lowpowermode         0\n'], false],
  ['macOS without pmset', ['darwin', {}], false],
  ['Windows: it can not be told', ['win32', {}], false],
];

for (const [name, facts, expected] of cases) {
  test(`saving the battery: ${name}`, async () => {
    assert.equal(await savesBattery(machine(...facts)), expected);
  });
}
