/** One change at a time: two overlapping ones would restore each other's values. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while the given variables stand in the process's own environment, then takes them out again, also when it fails.
 * For a library that can only be told something that way. Keep `work` short: a program started meanwhile inherits the variables.
 */
export async function withProcessEnv<T>(variables: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, variables);
    try {
      return await work();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}
