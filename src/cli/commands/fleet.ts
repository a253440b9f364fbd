import { loadSettings, type LoadedSettings } from '../../config/load-settings.ts';
import { askEngine } from '../../daemon/fleet/ask-engine.ts';
import type { EngineAddress } from '../../fleet/query-engine.ts';
import { engineTroubleText } from '../../present/fleet/engine-trouble-text.ts';
import { fleetText } from '../../present/fleet/fleet-text.ts';
import { fleetRecord } from '../../present/json/fleet-json.ts';
import { jsonText } from '../../present/json/json-text.ts';
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
  const answer = await askEngine(host, { engine, team, limit, page, signal });
  if (answer.kind === 'failed') {
    terminal.err(engineTroubleText(answer.engine, messages));
    return 1;
  }
  const { width } = terminal;
  const { fleet } = answer;
  terminal.out(
    format === 'json' ? jsonText(fleetRecord(fleet)) : fleetText(fleet, { width, messages, team }),
  );
  return 0;
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
