/** What the service starts: Node, the script, and its arguments; and the variables that it must see. */
export type ServiceCommand = {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};
