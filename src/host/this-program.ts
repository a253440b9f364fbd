/** How this very program is started again: its Node, and the script that Node was given. */
export type ThisProgram = { readonly node: string; readonly script: string };

export function thisProgram(): ThisProgram {
  return { node: process.execPath, script: process.argv[1] ?? '' };
}
