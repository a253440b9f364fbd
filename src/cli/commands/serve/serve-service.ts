import { dataFolder } from '../../../config/config-paths.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import { lastingProgram } from '../../../host/lasting-program.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { refuseControlCharacters, warnOfVanishingProgram } from '../../lasting-command.ts';
import { readServeAddress, urlOf } from './serve-address.ts';
import type { ServiceCommand } from '../../../daemon/autostart/service-files.ts';
import {
  servicePlan,
  type ServicePlan,
  type Step,
} from '../../../daemon/autostart/service-plan.ts';

export type ServiceOptions = { readonly dryRun: boolean };

/** Variables that decide which files and servers are used; the service needs the same. */
const passedVariables = [
  'KIMIBAR_DATA_DIR',
  'KIMIBAR_CONFIG',
  'KIMI_CODE_HOME',
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
];
const stepTimeoutMs = 30_000;

/**
 * `kimibar serve install`: writes the service file and registers it; may be repeated. 1 if a step
 * failed.
 */
export async function runServeInstall(
  context: CommandContext,
  { dryRun }: ServiceOptions,
  own = thisProgram(),
): Promise<number> {
  const { host, terminal, messages } = context;
  const words = messages.serve.service;
  // Also refuses what the service could not start with.
  const address = await readServeAddress(context, {});
  const plan = await planFor(context, own);
  warnOfVanishingProgram(context, own);
  if (dryRun) {
    terminal.out(
      [
        words.wouldWrite(plan.path),
        plan.text,
        ...plan.install.map((step) => words.wouldRun(commandLine(step))),
      ].join('\n'),
    );
    return 0;
  }
  const isNew = host.files.readText(plan.path) !== plan.text;
  if (isNew) await host.files.writePrivate(plan.path, plan.text);
  terminal.out(isNew ? words.wrote(plan.path) : words.unchanged(plan.path));
  if (!(await runSteps(context, plan.install))) return 1;
  terminal.out(words.done(urlOf(address, address.port).href));
  terminal.out(words.environment);
  return 0;
}

/** `kimibar serve uninstall`: stops the service and removes its file. 0 also if there was none. */
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
        ...plan.uninstall.map((step) => words.wouldRun(commandLine(step))),
        words.wouldRemove(plan.path),
        ...plan.afterwards.map((step) => words.wouldRun(commandLine(step))),
      ].join('\n'),
    );
    return 0;
  }
  await runSteps(context, plan.uninstall);
  await host.files.remove(plan.path);
  terminal.out(words.removed(plan.path));
  await runSteps(context, plan.afterwards);
  return 0;
}

async function planFor(context: CommandContext, own: ThisProgram): Promise<ServicePlan> {
  const { host, configPath, signal } = context;
  const { env, platform, commands } = host;
  const config = configPath === undefined ? [] : ['--config', configPath];
  const places = passedVariables.flatMap((name) => {
    const value = readEnvValue(env, name);
    return value === undefined ? [] : [[name, value]];
  });
  const { node, script } = lastingProgram(env, own);
  const command: ServiceCommand = {
    words: [node, script, 'serve', ...config],
    env: Object.fromEntries(places),
  };
  refuseControlCharacters(context, [...command.words, ...Object.values(command.env)]);
  const id =
    platform.os === 'darwin'
      ? await commands.run('id', ['-u'], { timeoutMs: stepTimeoutMs, signal })
      : undefined;
  const userId = id?.kind === 'ran' ? id.stdout.trim() : '';
  return servicePlan({ env, platform, folder: dataFolder(env, platform) }, command, userId);
}

/** Runs and prints one step after the other, up to the first that fails. */
async function runSteps(
  { host, terminal, messages, signal }: CommandContext,
  steps: readonly Step[],
): Promise<boolean> {
  const words = messages.serve.service;
  for (const step of steps) {
    const result = await host.commands.run(step.file, step.args, {
      timeoutMs: stepTimeoutMs,
      signal,
    });
    const worked = result.kind === 'ran' && result.exitCode === 0;
    if (worked) terminal.out(words.ran(commandLine(step)));
    else if (!step.mayFail) {
      const why = result.kind === 'ran' ? result.stderr.trim().split('\n')[0] : result.kind;
      terminal.err(
        `${words.failed(commandLine(step))}${why === undefined || why === '' ? '' : ` (${why})`}`,
      );
      return false;
    }
  }
  return true;
}

/** As it would be typed in a shell. */
function commandLine({ file, args }: Step): string {
  return [file, ...args].map((word) => (/[\s"']/.test(word) ? `"${word}"` : word)).join(' ');
}
