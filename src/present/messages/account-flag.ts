// Letters of any script, digits and a few signs mean nothing to any shell.
const plainName = /^[\p{L}\p{N}_.@][\p{L}\p{N}_.@+:-]*$/u;
// Inside double quotes, these still mean something to a POSIX shell, `cmd` or PowerShell.
const specialInQuotes = /["$`\\!%]/;

/**
 * ` --account NAME` for a command that users copy into their shell, quoted if necessary; empty for
 * the main account. `account` is a clean name.
 */
export function accountFlag(account: string | undefined): string {
  return account === undefined ? '' : ` --account ${shellWord(account)}`;
}

/** ` NAME` for the commands that take an account as their argument, quoted if necessary. */
export function accountWord(account: string): string {
  return ` ${shellWord(account)}`;
}

function shellWord(name: string): string {
  if (plainName.test(name)) return name;
  return specialInQuotes.test(name) ? `'${name.replaceAll("'", String.raw`'\''`)}'` : `"${name}"`;
}
