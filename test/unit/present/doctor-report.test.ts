import assert from 'node:assert/strict';
import test from 'node:test';
import { doctorRecord } from '../../../src/present/doctor-report.ts';

test('the record for scripts never contains the path of the home folder', () => {
  const homeDir = '/home/alice';
  const record = doctorRecord({
    machine: {
      version: '1.2.3',
      node: '24.0.0',
      os: 'linux',
      homeDir,
      dataFolder: `${homeDir}/.local/share/kimibar`,
      variables: [],
    },
    config: { path: `${homeDir}/.config/kimibar/config.json`, exists: false },
    diagnosis: {
      places: [
        {
          source: 'cli',
          state: 'absent',
          location: `${homeDir}/.kimi-code/credentials/kimi-code.json`,
          reason: 'not-found',
        },
      ],
      legacyLogin: `${homeDir}/.kimi/credentials/kimi-code.json`,
    },
    outcome: undefined,
  });
  const text = JSON.stringify(record);
  assert.match(text, /"looked":"~\/\.kimi-code\/credentials\/kimi-code\.json"/);
  assert.doesNotMatch(text, /alice|location/);
});
