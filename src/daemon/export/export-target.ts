import type { Settings } from '../../config/settings.ts';
import { headersIn } from '../../domain/header-text.ts';
import { Secret } from '../../domain/secret.ts';
import type { Env } from '../../host/host.ts';
import { readEnvValue } from '../../host/env-value.ts';

/** The receiver of pushed metrics. */
export type ExportTarget = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, Secret>>;
  readonly timeoutMs: number;
};

/** OpenTelemetry's variables that name a target. */
export const exportVariables: readonly string[] = ['', 'METRICS_'].flatMap((kind) =>
  ['ENDPOINT', 'HEADERS', 'TIMEOUT'].map((name) => fullName(kind + name)),
);

const defaultTimeoutMs = 10_000;
const maxTimeoutMs = 60_000;

/**
 * The target that settings or OpenTelemetry's variables name; undefined if the export is off or
 * they name none. Variables for other programs are read only if it is on, and their headers are
 * sent only to the address that they name.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function exportTarget(
  { enabled, endpoint, headers }: Settings['export'],
  env: Env,
): ExportTarget | undefined {
  if (!enabled) return undefined;
  const timeoutMs = timeoutIn(env);
  if (endpoint !== undefined) {
    const url = urlFrom(endpoint, { isBase: true });
    return url && { url, headers: readHeaders(headers?.open()), timeoutMs };
  }
  const url =
    urlFrom(variable(env, 'METRICS_ENDPOINT'), { isBase: false }) ??
    urlFrom(variable(env, 'ENDPOINT'), { isBase: true });
  const text = variable(env, 'METRICS_HEADERS') ?? variable(env, 'HEADERS');
  return url && { url, headers: readHeaders(headers?.open() ?? text), timeoutMs };
}

/** The variable whose address cannot be used, if there is no other. */
export function unusableVariable(env: Env): string | undefined {
  return ['METRICS_ENDPOINT', 'ENDPOINT']
    .filter((name) => variable(env, name) !== undefined)
    .map(fullName)[0];
}

/** A base address gets the path of OTLP, unless it has it already. */
function urlFrom(text: string | undefined, { isBase }: { readonly isBase: boolean }) {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (isBase && !/\/v1\/metrics\/?$/.test(url.pathname))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/metrics`;
  return url;
}

/** Those that can be sent. */
function readHeaders(text = ''): Record<string, Secret> {
  const headers = headersIn(text).filter((header) => header !== undefined);
  return Object.fromEntries(headers.map(({ name, value }) => [name, new Secret(value)]));
}

function timeoutIn(env: Env): number {
  const ms = Number(variable(env, 'METRICS_TIMEOUT') ?? variable(env, 'TIMEOUT'));
  return ms > 0 ? Math.min(ms, maxTimeoutMs) : defaultTimeoutMs;
}

function variable(env: Env, name: string): string | undefined {
  return readEnvValue(env, fullName(name));
}

function fullName(name: string): string {
  return `OTEL_EXPORTER_OTLP_${name}`;
}
