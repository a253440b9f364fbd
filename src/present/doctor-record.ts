import type { PlaceDiagnosis } from '../domain/diagnosis.ts';
import type { KimiSite } from '../domain/kimi-site.ts';
import {
  findingNotes,
  maskHome,
  placeWords,
  type AccountFinding,
  type Findings,
} from './doctor-findings.ts';
import { failureText } from './failure-text.ts';
import { cleanName } from './words/clean-text.ts';
import { en } from './messages/en.ts';

/** What `doctor` found as a record for scripts, in English. */
export function doctorRecord(findings: Findings): object {
  const { machine, config, configFailure, diagnosis, outcome } = findings;
  const { homeDir, isKimiCodeKeyMisplaced: _, ...rest } = machine;
  const failure = configFailure ?? (outcome?.kind === 'failed' ? outcome.failure : undefined);
  const record = {
    ...rest,
    config: { path: config.path, exists: config.exists },
    enabled: diagnosis !== undefined || configFailure !== undefined,
    places: (diagnosis?.places ?? []).map((place) => placeRecord(place, diagnosis?.site)),
    reading: {
      ok: outcome?.kind === 'fresh',
      source: outcome?.kind === 'fresh' ? outcome.snapshot.source : undefined,
      reason: failure?.kind,
      message: failure === undefined ? undefined : failureText(failure, en),
    },
    accounts: findings.accounts?.map(accountRecord),
    logs: findings.logs?.totals,
    notes: findingNotes(findings, en),
  };
  return maskHomeIn(record, homeDir) as object;
}

function accountRecord({ name: rawName, shown, outcome }: AccountFinding): object {
  const name = cleanName(rawName);
  const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
  return {
    name,
    shown,
    ok: failure === undefined,
    reason: failure?.kind,
    message: failure && failureText(failure, en, name),
  };
}

function placeRecord(place: PlaceDiagnosis, site: KimiSite | undefined): object {
  const { todo } = placeWords(place, site, en);
  if (!('location' in place)) return { ...place, todo };
  const { location, ...rest } = place;
  return { ...rest, looked: location, todo };
}

/** The value with every text in it masked, so that no new field can be forgotten. */
function maskHomeIn(value: unknown, homeDir: string): unknown {
  if (typeof value === 'string') return maskHome(value, homeDir);
  if (Array.isArray(value)) return value.map((item) => maskHomeIn(item, homeDir));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskHomeIn(inner, homeDir)]),
  );
}
