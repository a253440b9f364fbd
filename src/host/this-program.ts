/** How to start this program again: the path of Node and the script it runs. */
export type ThisProgram = { readonly node: string; readonly script: string };

export function thisProgram(): ThisProgram {
  return { node: process.execPath, script: process.argv[1] ?? '' };
}
