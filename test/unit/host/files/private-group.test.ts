import assert from 'node:assert/strict';
import test from 'node:test';
import { isPrivateGroup } from '../../../../src/host/files/private-group.ts';

const passwd = `# users
root:x:0:0:root:/root:/bin/sh
ada:x:1000:1000:,,,:/home/ada:/bin/sh
bob:x:1001:1001::/home/bob:/bin/sh
carla:x:1002:100::/home/carla:/bin/sh
dora:x:1003:100::/home/dora:/bin/sh
eve:x:1004:1000::/home/eve:/bin/sh
`;
const group = `root:x:0:
users:x:100:
ada:x:1000:
bob:x:1001:ada
`;
const withoutEve = passwd.replace(/^eve.*\n/m, '');

test('a group is private if only its user can act as it', () => {
  const users: readonly [
    what: string,
    expected: boolean,
    uid: number,
    gid: number,
    list: string,
  ][] = [
    ['the user’s own group', true, 1000, 1000, withoutEve],
    ['own group that is another user’s primary one', false, 1000, 1000, passwd],
    ['own group with another member', false, 1001, 1001, passwd],
    ['a shared primary group', false, 1002, 100, passwd],
    ['a group of others, of which the user is a member', false, 1000, 1001, withoutEve],
    ['root’s group', true, 1000, 0, passwd],
    ['a user who is not listed', false, 2001, 2001, passwd],
    ['a group that nobody has', false, 1000, 50, passwd],
  ];
  for (const [what, expected, uid, gid, list] of users)
    assert.equal(isPrivateGroup(gid, uid, { passwd: list, group }), expected, what);
});

test('the user and root may be listed as members', () => {
  const lists = { passwd: withoutEve, group: 'ada:x:1000:ada,root\n' };
  assert.equal(isPrivateGroup(1000, 1000, lists), true);
  assert.equal(isPrivateGroup(1000, 1000, { ...lists, group: 'ada:x:1000:ada, bob\n' }), false);
});
