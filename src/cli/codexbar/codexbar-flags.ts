import { sourceChoices, type SourceChoice } from '../../domain/setting-choices.ts';
import type { Flags, ValueType } from '../command-line/flag.ts';
import { oneOf, text } from '../command-line/value-types.ts';

/**
 * The release whose command line and JSON are kept: steipete/CodexBar 27c7f334. Clients compare it
 * with the oldest one they support.
 */
export const contractVersion = '0.54.1';

const providers = oneOf(['kimi', 'all', 'both']);

/** Kimi is the only provider, so `all` and `both` are Kimi as well. */
export const providerFlag = {
  provider: {
    summary: 'provider',
    value: 'name',
    type: { ...providers, parse: (typed: string) => providers.parse(typed.toLowerCase()) },
  },
} as const satisfies Flags;

/** CodexBar's `oauth` is the login of a provider's own program: that of Kimi Code. */
const source: ValueType<SourceChoice> = {
  ...oneOf([...sourceChoices, 'oauth']),
  parse: (typed) => (typed === 'oauth' ? 'cli' : oneOf(sourceChoices).parse(typed)),
};

export const sourceFlag = {
  source: { summary: 'source', value: 'source', type: source },
} as const satisfies Flags;

/** Every command of CodexBar accepts these. */
export const logFlags = {
  jsonOutput: { summary: 'ignored' },
  logLevel: { summary: 'ignored', value: 'level', type: text },
} as const satisfies Flags;

/** What CodexBar's `usage` and `cards` accept for other providers. */
export const displayFlags = {
  ...logFlags,
  status: { summary: 'ignored' },
  credits: { summary: 'ignored', default: true },
  webDebugDumpHtml: { summary: 'ignored' },
  antigravityPlanDebug: { summary: 'ignored' },
  augmentDebug: { summary: 'ignored' },
  appAutoVerifier: { summary: 'ignored' },
} as const satisfies Flags;
