import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';

export type ShellRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/**
 * A shell that finds the built program as `kimibar`, on a stage, and a `kimi` that prints its folder
 * and arguments.
 */
export async function recipeShell(t: TestContext, scenario?: ScenarioName) {
  const stage: Stage = await setStage(t, { scenario });
  const bin = join(stage.home, 'bin');
  mkdirSync(bin);
  mkdirSync(join(stage.home, 'src', 'app'), { recursive: true });
  const put = (name: string, script: string): void =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  put('kimibar', `exec '${process.execPath}' '${programPath}' "$@"`);
  put('kimi', 'echo "kimi in $PWD: $*"');
  const environment = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: stage.home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...stage.env,
  };
  const run = (script: string, env: Readonly<Record<string, string>> = {}): Promise<ShellRun> =>
    runShell(script, { ...environment, ...env });
  return { stage, bin, run };
}

async function runShell(script: string, env: NodeJS.ProcessEnv): Promise<ShellRun> {
  const child = spawn('/bin/sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, ...said };
}

/** Why Python cannot read YAML and fill in templates here; false if it can. */
export function lacksJinja(): string | false {
  const { status } = spawnSync('python3', ['-c', 'import yaml, jinja2']);
  return status === 0 ? false : 'needs python3 with yaml and jinja2';
}

/** Runs a Python script with JSON in and out. */
export function python(script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
