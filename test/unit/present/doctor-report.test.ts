import assert from 'node:assert/strict';
import test from 'node:test';
import type { Findings } from '../../../src/present/doctor-findings.ts';
import { doctorRecord } from '../../../src/present/doctor-record.ts';
import { doctorText } from '../../../src/present/doctor-report.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { fresh, monthly, session, snapshot, weekly } from '../../support/fakes/snapshots.ts';

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
      isKimiCodeKeyMisplaced: false,
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

const findings: Findings = {
  machine: {
    version: '1.2.3',
    node: '24.0.0',
    os: 'linux',
    homeDir: '/home/alice',
    dataFolder: '/home/alice/data',
    variables: ['KIMI_API_KEY'],
    isKimiCodeKeyMisplaced: false,
  },
  config: { path: '/home/alice/config.json', exists: true },
  diagnosis: { places: [], legacyLogin: undefined },
};

function report(changes: Partial<Findings>): string {
  return doctorText(
    { ...findings, ...changes },
    { width: 500, unicode: true, messages: messagesIn('en') },
  );
}

function reportOf(
  windows: Parameters<typeof snapshot>[0],
  source: 'api-key' | 'cli' | 'web',
): string {
  return report({ outcome: fresh(snapshot(windows, { source })) });
}

test('users of an API key learn that a monthly limit may be hidden from it', () => {
  const hidden = /Your plan also has a monthly limit, .+: kimibar login --web\n/;
  assert.match(reportOf([session, weekly], 'api-key'), hidden);
  assert.match(reportOf([session, weekly], 'cli'), hidden);
  assert.doesNotMatch(reportOf([session, weekly], 'web'), hidden);
  assert.doesNotMatch(reportOf([session, weekly, monthly], 'api-key'), hidden);
  assert.doesNotMatch(reportOf([session], 'api-key'), hidden);
});

test('a Kimi Code key in the variable of the Open Platform is named', () => {
  const machine = { ...findings.machine, isKimiCodeKeyMisplaced: true };
  assert.match(report({ machine }), /KIMI_API_KEY holds a Kimi Code key.+ KIMI_CODE_API_KEY\.\n/);
  assert.match(report({}), /KIMI_API_KEY is set, but it belongs to the Open Platform/);
  assert.doesNotMatch(JSON.stringify(doctorRecord({ ...findings, machine })), /Misplaced/);
});

test('no path controls the terminal', () => {
  const path = '/home/alice/x\u001B]0;y\u0007\u202E\u009B31m';
  const text = report({
    machine: { ...findings.machine, dataFolder: path },
    config: { path, exists: true },
    diagnosis: { places: [], legacyLogin: path },
  });
  assert.match(text, /~\/x/);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});
