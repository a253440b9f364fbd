import assert from 'node:assert/strict';
import test from 'node:test';
import { exportTarget } from '../../../../src/daemon/export/export-target.ts';
import { Secret } from '../../../../src/domain/secret.ts';

const on = { enabled: true, projects: false };
const variables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/base/',
  OTEL_EXPORTER_OTLP_HEADERS: 'api-key=abc%20d,bad name=x,Broken',
  OTEL_EXPORTER_OTLP_TIMEOUT: '2500',
};

function shown(...args: Parameters<typeof exportTarget>) {
  const target = exportTarget(...args);
  return (
    target && {
      url: target.url.href,
      headers: Object.fromEntries(
        Object.entries(target.headers).map(([name, value]) => [name, value.open()]),
      ),
      timeoutMs: target.timeoutMs,
    }
  );
}

test('nothing is read unless the export is on', () => {
  assert.equal(
    shown({ ...on, enabled: false, endpoint: 'https://a.example' }, variables),
    undefined,
  );
  assert.equal(shown(on, {}), undefined);
});

test("OpenTelemetry's variables name the address, the headers and the timeout", () => {
  assert.deepEqual(shown(on, variables), {
    url: 'https://otel.example/base/v1/metrics',
    headers: { 'api-key': 'abc d' },
    timeoutMs: 2500,
  });
  const metrics = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://localhost:4318/custom' };
  assert.equal(shown(on, { ...variables, ...metrics })?.url, 'http://localhost:4318/custom');
});

test('headers for the address in a variable are not sent to the address of the settings', () => {
  const own = { ...on, endpoint: 'http://vm.example:8428/opentelemetry' };
  assert.deepEqual(shown(own, variables), {
    url: 'http://vm.example:8428/opentelemetry/v1/metrics',
    headers: {},
    timeoutMs: 2500,
  });
  const headers = new Secret('X-Scope-OrgID=1');
  assert.deepEqual(shown({ ...own, headers }, variables)?.headers, { 'X-Scope-OrgID': '1' });
});

test('an address is used as it is if it names the path, and never with another scheme', () => {
  const endpoint = 'https://a.example/otlp/v1/metrics';
  assert.equal(shown({ ...on, endpoint }, {})?.url, endpoint);
  assert.equal(shown(on, { OTEL_EXPORTER_OTLP_ENDPOINT: 'file:///etc' }), undefined);
});
