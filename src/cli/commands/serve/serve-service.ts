import { dataFolder } from '../../../config/config-paths.ts';
import { systemReason } from '../../../config/read-config-text.ts';
import { maskUrl } from '../../../config/mask-secrets.ts';
import { Failure } from '../../../domain/failure.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import { tryFacts } from '../../../host/files/try-read.ts';
import type { Host } from '../../../host/host.ts';
import { systemCode } from '../../../host/system-error.ts';
import { lastingProgram } from '../../../host/lasting-program.ts';
import { thisProgram, type ThisProgram } from '../../../host/this-program.ts';
import type { CommandContext } from '../../command-context.ts';
import { refuseControlCharacters, warnOfVanishingProgram } from '../../lasting-command.ts';
import { readServeAddress, urlOf } from './serve-address.ts';
import { unitName, type ServiceCommand } from '../../../daemon/autostart/service-files.ts';
import {
  servicePlan,
  type ServicePlan,
  type Step,
} from '../../../daemon/autostart/service-plan.ts';

export type ServiceOptions = { readonly dryRun: boolean };

/** Variables that decide which files and servers are used and trusted; the service needs the same. */
const passedVariables = [
  'KIMIBAR_DATA_DIR',
  'KIMIBAR_CONFIG',
  'KIMI_CODE_HOME',
  'KIMI_CODE_BASE_URL',
  'KIMI_WEB_BASE_URL',
  'NODE_EXTRA_CA_CERTS',
];
const baseUrls = { KIMI_CODE_BASE_URL: 'base-url', KIMI_WEB_BASE_URL: 'web-base-url' } as const;
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
  const { terminal, messages } = context;
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
  if (!(await writeServiceFile(context, plan))) return 1;
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
  if (!isInstalled(host.files, plan)) {
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
  try {
    await host.files.remove(plan.path);
  } catch (error) {
    const why = messages.systemErrors.reason(systemReason(error));
    terminal.err(words.notRemoved({ path: plan.path, why }));
    return 1;
  }
  terminal.out(words.removed(plan.path));
  await runSteps(context, plan.afterwards);
  return 0;
}

/** The file of the installed service; undefined if there is none. */
export async function servicePath(context: CommandContext): Promise<string | undefined> {
  const plan = await planFor(context, thisProgram());
  return isInstalled(context.host.files, plan) ? plan.path : undefined;
}

/** False, after a sentence on stderr, if the file can't be written. */
async function writeServiceFile(
  { host, terminal, messages }: CommandContext,
  { path, text }: ServicePlan,
): Promise<boolean> {
  const words = messages.serve.service;
  if (isMasked(host.files, path)) {
    terminal.err(words.masked(`systemctl --user unmask ${unitName}`));
    return false;
  }
  try {
    const isNew = host.files.readText(path) !== text;
    if (isNew) await host.files.writePrivate(path, text);
    terminal.out(isNew ? words.wrote(path) : words.unchanged(path));
    return true;
  } catch (error) {
    const why = messages.systemErrors.reason(systemReason(error));
    terminal.err(words.notWritten({ path, why }));
    return false;
  }
}

function isInstalled(files: Host['files'], { path }: ServicePlan): boolean {
  return tryFacts(files, path) !== undefined && !isMasked(files, path);
}

/** `systemctl mask` puts a link to /dev/null in the unit's place, so that it can't be started. */
function isMasked(files: Host['files'], path: string): boolean {
  if (tryFacts(files, path)?.kind !== 'link') return false;
  try {
    return files.readText(path) === '';
  } catch (error) {
    return systemCode(error) === 'EINVAL';
  }
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
  refuseSecretsInUrls(command.env);
  const id =
    platform.os === 'darwin'
      ? await commands.run('id', ['-u'], { timeoutMs: stepTimeoutMs, signal })
      : undefined;
  const userId = id?.kind === 'ran' ? id.stdout.trim() : '';
  return servicePlan({ env, platform, folder: dataFolder(env, platform) }, command, userId);
}

/** A URL with a password is rejected by the server, and must be neither written nor printed. */
function refuseSecretsInUrls(env: ServiceCommand['env']): void {
  for (const [name, code] of Object.entries(baseUrls)) {
    const url = env[name];
    if (url === undefined || maskUrl(url) === url) continue;
    const detail = { code, subject: `${name}=${maskUrl(url)}` };
    throw new Failure('invalid-request', `${name} holds what may be a secret`, { detail });
  }
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
