import {
  findRelease,
  readReleaseSource,
  type ReleaseSource,
} from '../../app/upgrade/find-release.ts';
import { rememberRelease } from '../../app/upgrade/update-memory.ts';
import { upgradeProgram, type UpgradeOutcome } from '../../app/upgrade/upgrade-program.ts';
import { version } from '../../app/version.ts';
import { Failure } from '../../domain/failure.ts';
import { compareVersions } from '../../domain/release.ts';
import { installedBy, type InstalledBy } from '../../host/installed-by.ts';
import { releaseFileName } from '../../host/release-file.ts';
import { thisProgram } from '../../host/this-program.ts';
import type { CommandContext } from '../command-context.ts';

/** From npm's registry, or from a `.tgz` of one's own. */
const registryWays: ReadonlySet<InstalledBy> = new Set(['npm', 'project', 'pnpm']);

/**
 * `kimibar upgrade`: replaces a single executable by the latest release, and says how for every
 * other way to install. `check` only says whether there is a newer one. Exit code 1 if an upgrade
 * failed or cannot be done.
 */
export async function runUpgrade(
  context: CommandContext,
  { check }: { readonly check: boolean },
): Promise<number> {
  const { host, terminal, messages, signal } = context;
  const words = messages.upgrade;
  const own = thisProgram();
  const by = installedBy({ files: host.files, os: host.platform.os }, own);
  const source = readReleaseSource(host, own.script);
  if (check && source !== undefined)
    return tried(context, source, async () =>
      checked(context, await findRelease(host, source, signal)),
    );
  if (by !== 'binary') {
    terminal.out(words.how[by]);
    if (source === undefined && registryWays.has(by)) terminal.out(words.ifPacked);
    return 0;
  }
  if (source === undefined) {
    terminal.err(words.noAddress);
    return 1;
  }
  const executable = { path: own.node, version, releaseFile: releaseFileName() };
  const onDownload = (newer: string): void => {
    if (terminal.interactive) terminal.err(words.downloading(newer));
  };
  const options = { source, signal, onDownload };
  return tried(context, source, () => upgradeProgram(host, executable, options));
}

/** `kimibar upgrade remember`, in the background: notes the latest release for the notice. */
export async function runRemember({ host, signal }: CommandContext): Promise<number> {
  const source = readReleaseSource(host, thisProgram().script);
  if (source === undefined) return 0;
  const release = await findRelease(host, source, signal);
  if (typeof release === 'object') await rememberRelease(host, release.version);
  return 0;
}

/** Reports the outcome. A failure's own text would speak of Kimi. */
async function tried(
  context: CommandContext,
  { address }: ReleaseSource,
  attempt: () => Promise<Report>,
): Promise<number> {
  const { host, terminal, messages } = context;
  try {
    return report(context, await attempt());
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
    host.log.debug('the release cannot be downloaded', { reason: error.message });
    terminal.err(messages.upgrade.notDownloaded(new URL(address).host));
    return 1;
  }
}

type Report = UpgradeOutcome | { readonly kind: 'newer'; readonly version: string };

async function checked(
  { host }: CommandContext,
  release: Awaited<ReturnType<typeof findRelease>>,
): Promise<Report> {
  if (typeof release === 'string') return { kind: release };
  await rememberRelease(host, release.version);
  const order = compareVersions(release.version, version);
  if (order > 0) return { kind: 'newer', version: release.version };
  return { kind: order === 0 ? 'current' : 'older', version: release.version };
}

function report({ terminal, messages }: CommandContext, outcome: Report): number {
  const words = messages.upgrade;
  switch (outcome.kind) {
    case 'upgraded':
    case 'current':
    case 'newer':
    case 'older':
      terminal.out(words[outcome.kind]({ from: version, to: outcome.version }));
      return 0;
    case 'not-replaced':
      terminal.err(words.notReplaced(messages.systemErrors.reason(outcome.why)));
      return 1;
    default:
      terminal.err(words.failed[outcome.kind]);
      return 1;
  }
}
