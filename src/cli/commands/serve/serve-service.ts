import { dataFolder } from '../../../config/config-paths.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { addressOf } from './serve-address.ts';
import type { ServiceCommand } from '../../../daemon/autostart/service-files.ts';
import {
  servicePlan,
  type ServicePlan,
  type Step,
} from '../../../daemon/autostart/service-plan.ts';

export type ServiceOptions = { readonly dryRun: boolean };

/** Variables that say where things are: the service must look in the same places. */
const placeVariables = [
  'KIMIBAR_DATA_DIR',
  'KIMIBAR_CONFIG',
  'KIMI_CODE_HOME',
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
];
const patienceMs = 30_000;

/** `kimibar serve install`: the service file, and the system told of it. Again is fine. 1 where the system did not take it. */
export async function runServeInstall(
  context: CommandContext,
  { dryRun }: ServiceOptions,
  own = thisProgram(),
): Promise<number> {
  const { host, terminal, messages } = context;
  const words = messages.serve.service;
  const loaded = await loadSettings(host, { path: context.configPath });
  const plan = await planFor(context, own);
  if (/[\\/]_npx[\\/]/.test(own.script)) terminal.err(words.fleeting);
  if (dryRun) {
    terminal.out(
      [
        words.wouldWrite(plan.path),
        plan.text,
        ...plan.install.map((step) => words.wouldRun(shown(step))),
      ].join('\n'),
    );
    return 0;
  }
  const isNew = host.files.readText(plan.path) !== plan.text;
  if (isNew) await host.files.writePrivate(plan.path, plan.text);
  terminal.out(isNew ? words.wrote(plan.path) : words.unchanged(plan.path));
  if (!(await takeSteps(context, plan.install))) return 1;
  const { server } = loaded.settings;
  terminal.out(words.done(addressOf(server, server.port).href));
  terminal.out(words.environment);
  return 0;
}

/** `kimibar serve uninstall`: stops the service and takes its file away. Nothing to take away is fine. */
export async function runServeUninstall(
  context: CommandContext,
  { dryRun }: ServiceOptions,
  own = thisProgram(),
): Promise<number> {
  const { host, terminal, messages } = context;
  const words = messages.serve.service;
  const plan = await planFor(context, own);
  if (host.files.facts(plan.path) === undefined) {
    terminal.out(words.notInstalled);
    return 0;
  }
  if (dryRun) {
    terminal.out(
      [
        ...plan.uninstall.map((step) => words.wouldRun(shown(step))),
        words.wouldRemove(plan.path),
        ...plan.afterwards.map((step) => words.wouldRun(shown(step))),
      ].join('\n'),
    );
    return 0;
  }
  await takeSteps(context, plan.uninstall);
  await host.files.remove(plan.path);
  terminal.out(words.removed(plan.path));
  await takeSteps(context, plan.afterwards);
  return 0;
}

async function planFor(
  { host, configPath, signal }: CommandContext,
  own: ThisProgram,
): Promise<ServicePlan> {
  const { env, platform, commands } = host;
  const config = configPath === undefined ? [] : ['--config', configPath];
  const places = placeVariables.flatMap((name) => {
    const value = readEnvValue(env, name);
    return value === undefined ? [] : [[name, value]];
  });
  const command: ServiceCommand = {
    words: [own.node, own.script, 'serve', ...config],
    env: Object.fromEntries(places),
  };
  const id =
    platform.os === 'darwin'
      ? await commands.run('id', ['-u'], { timeoutMs: patienceMs, signal })
      : undefined;
  const userId = id?.kind === 'ran' ? id.stdout.trim() : '';
  return servicePlan({ env, platform, folder: dataFolder(env, platform) }, command, userId);
}

/** Takes one step after the other, saying what it does, up to the first that fails. */
async function takeSteps(
  { host, terminal, messages, signal }: CommandContext,
  steps: readonly Step[],
): Promise<boolean> {
  const words = messages.serve.service;
  for (const step of steps) {
    const result = await host.commands.run(step.file, step.args, { timeoutMs: patienceMs, signal });
    const worked = result.kind === 'ran' && result.exitCode === 0;
    if (worked) terminal.out(words.ran(shown(step)));
    else if (!step.mayFail) {
      const why = result.kind === 'ran' ? result.stderr.trim().split('\n')[0] : result.kind;
      terminal.err(
        `${words.failed(shown(step))}${why === undefined || why === '' ? '' : ` (${why})`}`,
      );
      return false;
    }
  }
  return true;
}

/** As it could be typed. */
function shown({ file, args }: Step): string {
  return [file, ...args].map((word) => (/[\s"']/.test(word) ? `"${word}"` : word)).join(' ');
}
