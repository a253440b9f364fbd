import { readFileSync } from 'node:fs';

/** The texts of passwd(5) and group(5). */
export type UserLists = { readonly passwd: string; readonly group: string };

/**
 * Whether only this user and root can act as the group `groupId`: it is the user's own
 * private group (or root's), has no other member, and is the primary group of no other user. False
 * if the lists do not name the user, as on macOS and where a directory service manages users: then
 * the group's members are unknown.
 */
export function isPrivateGroup(
  groupId: number,
  userId: number,
  lists: UserLists | undefined = readUserLists(),
): boolean {
  if (lists === undefined) return false;
  const users = fieldsOf(lists.passwd).map(([name = '', , uid, gid]) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
  }));
  const trusted = users.filter(({ uid }) => uid === userId || uid === 0);
  if (!trusted.some(({ uid }) => uid === userId)) return false;
  if (!trusted.some(({ gid }) => gid === groupId)) return false;
  if (users.some((user) => user.gid === groupId && !trusted.includes(user))) return false;
  const names = new Set(trusted.map(({ name }) => name));
  const groups = fieldsOf(lists.group).filter(([, , gid]) => Number(gid) === groupId);
  const members = groups.flatMap(([, , , list = '']) => list.split(','));
  return members.every((member) => member.trim() === '' || names.has(member.trim()));
}

function readUserLists(): UserLists | undefined {
  try {
    return {
      passwd: readFileSync('/etc/passwd', 'utf8'),
      group: readFileSync('/etc/group', 'utf8'),
    };
  } catch {
    return undefined;
  }
}

/** The fields of each line. */
function fieldsOf(text: string): readonly string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
}
