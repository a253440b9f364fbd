import assert from 'node:assert/strict';
import test from 'node:test';
import { busAddresses } from '../../../../src/host/bus/bus-address.ts';

function read(address: string) {
  return busAddresses({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/user/1' });
}

test('addresses of the session bus, as the specification writes them', () => {
  assert.deepEqual(read('unix:path=/run/user/1000/bus'), [{ path: '/run/user/1000/bus' }]);
  assert.deepEqual(read('unix:path=/tmp/a%20b%2cc,guid=00'), [{ path: '/tmp/a b,c' }]);
  assert.deepEqual(read('unix:path=/tmp/%e4%b8%ad/100%25'), [{ path: '/tmp/中/100%' }]);
  assert.deepEqual(read('unix:abstract=/tmp/dbus-x,guid=1;tcp:host=localhost,port=5000'), [
    { path: '\0/tmp/dbus-x' },
    { host: 'localhost', port: 5000 },
  ]);
  assert.deepEqual(read('autolaunch:;nonce-tcp:port=1;rubbish'), []);
});

test('without the variable the socket of systemd is used in the runtime folder, or none', () => {
  assert.deepEqual(busAddresses({ XDG_RUNTIME_DIR: '/run/user/1' }), [{ path: '/run/user/1/bus' }]);
  assert.deepEqual(busAddresses({ DBUS_SESSION_BUS_ADDRESS: '' }), []);
});
