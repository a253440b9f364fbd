import { loadSettings, type LoadedSettings } from '../../config/load-settings.ts';
import { maskUrl } from '../../config/mask-secrets.ts';
import type { Fleet } from '../../domain/fleet.ts';
import { EngineFailure, type EngineAddress } from '../../fleet/query-engine.ts';
import { readFleet } from '../../fleet/read-fleet.ts';
import { fleetText } from '../../present/fleet/fleet-text.ts';
import type { CommandContext } from '../command-context.ts';
import { refusal } from '../refusal.ts';

export type FleetOptions = {
  readonly from?: string | undefined;
  readonly team?: string | undefined;
  readonly format: 'text' | 'json';
  readonly limit: number;
  readonly page: number;
};

/**
 * `kimibar fleet`: accounts of many machines, from an engine with Prometheus' query API. Exit code
 * 1 if it does not answer.
 */
export async function runFleet(context: CommandContext, options: FleetOptions): Promise<number> {
  const { host, terminal, messages, configPath, signal } = context;
  const engine = engineOf(context, await loadSettings(host, { path: configPath }), options.from);
  const { team, limit, page, format } = options;
  try {
    const fleet = await readFleet(host, { engine, team, limit, page, signal });
    const { width } = terminal;
    terminal.out(format === 'json' ? fleetJson(fleet) : fleetText(fleet, { width, messages }));
    return 0;
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    const address = maskUrl(engine.url.href);
    terminal.err(messages.fleet.failed({ address, reason: error.reason }));
    return 1;
  }
}

function engineOf(
  context: CommandContext,
  { settings, origins }: LoadedSettings,
  from: string | undefined,
): EngineAddress {
  const { url: saved, token } = settings.fleet;
  const text = from ?? saved;
  if (text === undefined) throw refusal(context, ({ fleet }) => fleet.noAddress);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw refusal(context, ({ fleet }) => fleet.invalidAddress);
  const url = new URL(text);
  // A token in the file is for the address in the file only.
  const isSaved = saved !== undefined && new URL(saved).origin === url.origin;
  const isOurs = isSaved || origins['fleet.token'].from === 'environment';
  return { url, token: isOurs ? token : undefined };
}

/** Times as in other JSON: ISO 8601. */
function fleetJson({ atMs, rows, nextBack, ...rest }: Fleet): string {
  return JSON.stringify({
    at: isoTime(atMs),
    accounts: rows.map(({ readingAgeMs, windows, ...row }) => ({
      ...row,
      readingAgeSeconds: readingAgeMs === undefined ? undefined : Math.round(readingAgeMs / 1000),
      windows: windows.map(({ resetsAtMs, ...window }) => ({
        ...window,
        resetsAt: isoTime(resetsAtMs),
      })),
    })),
    ...rest,
    nextBack: nextBack.map(({ resetsAtMs, ...one }) => ({ ...one, resetsAt: isoTime(resetsAtMs) })),
  });
}

function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
