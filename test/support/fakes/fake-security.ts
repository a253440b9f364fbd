import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A stand-in for macOS's `security`, as its manual page and source describe it: entries of one
 * Keychain, commands on stdin with `-i`, and the exit codes of a missing entry (44), a locked
 * Keychain without a user (36) and a closed dialog (128).
 */
const script = (folder: string): string => `#!/bin/sh
cd '${folder}' || exit 1
echo "$*" >>arguments
say() { echo "security: $2" >&2; exit "$1"; }
[ -e denied ] && say 128 'User canceled the operation.'
[ -e locked ] && say 36 'User interaction is not allowed.'
missing='SecKeychainSearchCopyNext: The specified item could not be found in the keychain.'
command=$1
if [ "$command" = -i ]; then
  read -r line
  set -- $line
  [ "$1 $2 $3 $5 $7" = 'add-generic-password -U -s -a -w' ] || say 2 'usage'
  printf '%s' "$8" >"entry-$4-$6"
  exit 0
fi
[ "$2 $4" = '-s -a' ] || say 2 'usage'
entry="entry-$3-$5"
[ -e "$entry" ] || say 44 "$missing"
case $command in
  find-generic-password) [ "$6" = -w ] && { cat "$entry"; echo; } ;;
  delete-generic-password) rm "$entry"; echo 'password has been deleted.' ;;
  *) say 2 'usage' ;;
esac
`;

/** Puts the program into a folder of its own, to come first on the path. */
export function placeFakeSecurity(parent: string) {
  const folder = join(parent, 'security');
  mkdirSync(folder);
  writeFileSync(join(folder, 'security'), script(folder), { mode: 0o755 });
  return {
    folder,
    /** What other users of the system could see. */
    arguments: (): string => readFileSync(join(folder, 'arguments'), 'utf8'),
    /** From now on every command fails like this. */
    become: (state: 'locked' | 'denied'): void => writeFileSync(join(folder, state), ''),
  };
}
