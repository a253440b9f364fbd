import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { openSessionBus } from '../../../../src/host/bus/open-session-bus.ts';
import { BusError, type SessionBus } from '../../../../src/host/bus/session-bus.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { missingPrograms, setSession, type Session } from '../../../support/desktop/session.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { noSocketFiles } from '../../../support/this-system.ts';
import { until } from '../../../support/until.ts';

const skip = missingPrograms('dbus-daemon', 'dbus-send') ?? false;
const run = promisify(execFile);
const path = '/app/kimibar/Test';
const name = 'app.kimibar.Test';

/** Calls a method of the bus under test with libdbus's own tool. Resolves with what it prints. */
async function dbusSend(session: Session, ...args: readonly string[]): Promise<string> {
  const destination = `--dest=${name}`;
  const options = ['--session', '--print-reply=literal', '--reply-timeout=5000', destination, path];
  const { stdout } = await run('dbus-send', [...options, ...args], { env: session.env });
  return stdout.replaceAll(/\s+/g, ' ').trim();
}

async function secondConnection(t: TestContext, session: Session): Promise<SessionBus> {
  const bus = await openSessionBus(session.env);
  assert.ok(bus !== undefined);
  t.after(() => bus.close());
  return bus;
}

test('another program calls, and both sides read the same values', { skip }, async (t) => {
  const session = await setSession(t, { files: {} });
  const received: unknown[] = [];
  session.bus.serve(path, ({ interface: on, member, body }) => {
    received.push([on, member, body]);
    const pictures = [[2, 1, Buffer.from('abcdefgh')]];
    return {
      signature: 'sbiuda{sv}a(iiay)',
      body: ['5 小时', true, -3, 7, 0.5, [['on', ['b', true]]], pictures],
    };
  });
  assert.ok(await session.bus.requestName(name));
  const reply = await dbusSend(
    session,
    'app.kimibar.Test.Mix',
    'string:5 小时',
    'boolean:true',
    'byte:7',
    'int16:-2',
    'int64:-9',
    'double:0.25',
    'objpath:/a',
    'array:string:a,bc',
    'dict:string:int32:one,1,two,2',
    'variant:uint32:5',
  );
  assert.deepEqual(received, [
    [
      'app.kimibar.Test',
      'Mix',
      [
        '5 小时',
        true,
        7,
        -2,
        -9,
        0.25,
        '/a',
        ['a', 'bc'],
        [
          ['one', 1],
          ['two', 2],
        ],
        ['u', 5],
      ],
    ],
  ]);
  assert.match(
    reply,
    /^5 小时 boolean true int32 -3 uint32 7 double 0\.5 array \[ dict entry\( on variant boolean true \)/,
  );
  assert.match(reply, /int32 2 int32 1 array of bytes "abcdefgh"/);
});

test('unknown methods and bugs in a handler are errors to the caller', { skip }, async (t) => {
  const session = await setSession(t, { files: {} });
  session.bus.serve(path, ({ member }) => {
    if (member === 'Broken') throw new RangeError('bug');
    return undefined;
  });
  assert.ok(await session.bus.requestName(name));
  await assert.rejects(
    dbusSend(session, 'app.kimibar.Test.Missing'),
    /UnknownMethod: no method Missing/,
  );
  await assert.rejects(dbusSend(session, 'app.kimibar.Test.Broken'), /Failed: RangeError/);
  assert.equal(await dbusSend(session, 'org.freedesktop.DBus.Peer.Ping'), '');
});

test('a failed call rejects with the name of its error', { skip }, async (t) => {
  const { bus } = await setSession(t, { files: {} });
  const call = { destination: 'app.kimibar.Nobody', path: '/', interface: 'a.b', member: 'C' };
  await assert.rejects(bus.call(call), (error) => {
    assert.ok(error instanceof BusError);
    return error.name === 'org.freedesktop.DBus.Error.ServiceUnknown';
  });
});

test('a name belongs to one connection at a time', { skip }, async (t) => {
  const session = await setSession(t, { files: {} });
  const other = await secondConnection(t, session);
  assert.equal(await other.hasOwner(name), false);
  assert.equal(await session.bus.requestName(name), true);
  assert.equal(await session.bus.requestName(name), true);
  assert.equal(await other.requestName(name), false);
  assert.equal(await other.hasOwner(name), true);
});

test('signals reach their listeners until these stop', { skip }, async (t) => {
  const session = await setSession(t, { files: {} });
  const other = await secondConnection(t, session);
  const bodies: unknown[] = [];
  const signal = { path, interface: 'app.kimibar.Test', member: 'Changed', signature: 'si' };
  const rule = { interface: signal.interface, member: 'Changed', path, firstArgument: 'mine' };
  const stop = await session.bus.listen(rule, (body) => bodies.push(body));
  other.emit({ ...signal, body: ['mine', 1] });
  other.emit({ ...signal, body: ['theirs', 2] });
  other.emit({ ...signal, path: '/elsewhere', body: ['mine', 3] });
  other.emit({ ...signal, member: 'Other', body: ['mine', 4] });
  // The bus keeps the order of messages, so with this reply all signals before it have arrived.
  await other.hasOwner(name);
  await session.bus.hasOwner(name);
  assert.deepEqual(bodies, [['mine', 1]]);
  stop();
  await session.bus.hasOwner(name);
  other.emit({ ...signal, body: ['mine', 5] });
  await other.hasOwner(name);
  await session.bus.hasOwner(name);
  assert.deepEqual(bodies, [['mine', 1]]);
});

test('the end of the bus ends the connection and what waits for it', { skip }, async (t) => {
  const session = await setSession(t, { files: {} });
  const other = await secondConnection(t, session);
  other.serve(path, () => {
    session.endBus();
    return undefined;
  });
  assert.ok(await other.requestName(name));
  const call = { destination: name, path, interface: 'a.b', member: 'C' };
  await assert.rejects(session.bus.call(call), { name: 'org.freedesktop.DBus.Error.Disconnected' });
  await session.bus.ended;
  await assert.rejects(session.bus.call(call), { name: 'org.freedesktop.DBus.Error.Disconnected' });
});

/** Listens like a bus; `talk` gets each connection. Returns the environment that leads to it. */
async function pretendBus(
  t: TestContext,
  talk: (client: Socket) => void,
): Promise<Record<string, string>> {
  const socket = join(tempFolder(t), 'bus');
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    talk(client);
  }).listen(socket);
  await once(server, 'listening');
  t.after(() => server.close());
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
}

test(
  'a bus that rejects the user, hangs up or speaks something else is no bus',
  { skip: noSocketFiles },
  async (t) => {
    for (const response of ['REJECTED EXTERNAL\r\n', 'x'.repeat(20_000), undefined]) {
      const env = await pretendBus(t, (client) => {
        client.once('data', () =>
          response === undefined ? client.destroy() : client.write(response),
        );
      });
      assert.equal(await openSessionBus(env), undefined);
    }
  },
);

test(
  'a bus that accepts and says nothing, before or after the greeting, is given up in time',
  { skip: noSocketFiles },
  async (t) => {
    for (const greeting of ['', 'OK 1234\r\n']) {
      const clock = manualClock(0);
      const clients: Socket[] = [];
      const lines: string[] = [];
      const env = await pretendBus(t, (client) => {
        clients.push(client);
        client.on('data', (line) => lines.push(line.toString('latin1')));
        client.write(greeting);
      });
      const opening = openSessionBus(env, clock);
      await until(() => lines.join('').includes(greeting === '' ? 'AUTH' : 'BEGIN'), 'the user');
      const ended = once(clients[0]!, 'close');
      await clock.pass(5_000);
      assert.equal(await opening, undefined);
      await ended;
      assert.equal(clock.waiting, 0);
    }
  },
);

test(
  'the user introduces itself in one line, which may be answered in pieces',
  { skip: noSocketFiles },
  async (t) => {
    const lines: string[] = [];
    const env = await pretendBus(t, (client) => {
      client.setNoDelay();
      client.once('data', (line) => {
        lines.push(line.toString('latin1'));
        client.write('O');
        setImmediate(() => client.write('K 1234\r\n'));
        client.once('data', (next) => {
          lines.push(next.toString('latin1').slice(0, 7));
          client.end('this is no message');
        });
      });
    });
    assert.equal(await openSessionBus(env), undefined);
    const userId = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    assert.deepEqual(lines, [`\0AUTH EXTERNAL ${userId}\r\n`, 'BEGIN\r\n']);
  },
);
