import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ProgramRun } from './run-program.ts';

/** A folder in which `npm i --ignore-scripts @moonshot-ai/kimi-code@2.1.0` was run, as `.ci/run` does. */
const lab = process.env['KIMIBAR_KIMI_CODE'] ?? '';
const script = join(lab, 'node_modules', '@moonshot-ai', 'kimi-code', 'dist', 'main.mjs');

/** False, or the reason to skip tests with the real Kimi Code. */
export const missingKimiCode =
  process.platform === 'win32' || !existsSync(script)
    ? 'needs KIMIBAR_KIMI_CODE, a folder with the real Kimi Code'
    : false;

/** The real Kimi Code in a home of its own, talking to a fake model. */
export type KimiCode = {
  /** Its executable. */
  readonly program: string;
  /** Its home: config, sessions, plugins. */
  readonly folder: string;
  /** The folder that it works in. */
  readonly project: string;
  /** For programs that are to find `kimi`. */
  readonly env: Readonly<Record<string, string>>;
  run(args: readonly string[]): Promise<ProgramRun>;
};

/** Sets Kimi Code up in a home. Nothing is sent anywhere but to the model. */
export function setUpKimiCode(home: string, modelUrl: string): KimiCode {
  const folder = join(home, '.kimi-code');
  const project = join(home, 'project');
  const bin = join(home, 'bin');
  for (const one of [folder, project, bin]) mkdirSync(one, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'config.toml'), configText(modelUrl));
  const program = join(bin, 'kimi');
  writeFileSync(
    program,
    `#!/bin/sh\nunset NODE_OPTIONS\nexec '${process.execPath}' '${script}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  const env = {
    PATH: [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    KIMI_CODE_NO_AUTO_UPDATE: '1',
  };
  return {
    program,
    folder,
    project,
    env,
    run: (args) => runKimi(program, args, { env, cwd: project }),
  };
}

async function runKimi(
  program: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<ProgramRun> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout, stderr };
}

function configText(modelUrl: string): string {
  return `default_model = "kimi-code/k3"
telemetry = false

[providers."managed:kimi-code"]
type = "kimi"
base_url = "${modelUrl}"
api_key = "sk-kimi-not-a-real-key"

[models."kimi-code/k3"]
provider = "managed:kimi-code"
model = "k3"
max_context_size = 262144
capabilities = ["tool_use"]
`;
}
