/** How this very program was started: the Node that runs it and its script, both absolute paths. */
export function ownCommand(): readonly [node: string, script: string] {
  return [process.execPath, process.argv[1] ?? ''];
}
