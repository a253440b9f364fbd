import { createNodeClock } from './clock.ts';
import { createNodeCommands } from './commands.ts';
import { createNodeFiles } from './files/node-files.ts';
import type { Clock, Env, Host, Http, Log } from './host.ts';
import { silentLog } from './log.ts';
import { readPlatform } from './platform.ts';
import { openSqlite } from './sqlite.ts';

/**
 * The real machine. `env` is the process's by default (the demo passes its own); `log` is silent by
 * default.
 */
export function createNodeHost(
  options: { env?: Env | undefined; log?: Log | undefined } = {},
): Host {
  const env = options.env ?? process.env;
  const platform = readPlatform(env);
  const clock = createNodeClock();
  return {
    clock,
    http: lazyHttp({ clock, env }),
    files: createNodeFiles(platform),
    commands: createNodeCommands(env),
    env,
    platform,
    log: options.log ?? silentLog,
    openSqlite,
  };
}

/** The Node that runs this, without the leading `v`. */
export function nodeVersion(): string {
  return process.versions.node;
}

/**
 * Loads Node's HTTP stack with the first request: it takes longer to load than cached usage takes
 * to show.
 */
function lazyHttp(machine: { clock: Clock; env: Env }): Http {
  let loaded: Promise<Http> | undefined;
  return {
    async request(request) {
      loaded ??= import('./http/http.ts').then(({ createNodeHttp }) => createNodeHttp(machine));
      return (await loaded).request(request);
    },
  };
}
