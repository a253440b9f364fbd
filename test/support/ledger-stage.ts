import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openLedger, openUpToDateLedger } from '../../src/app/logs/open-ledger.ts';
import { isKimiUse } from '../../src/domain/breakdown.ts';
import type { KindUse } from '../../src/domain/ledger.ts';
import type { Env, Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { TokenLedger } from '../../src/store/ledger/token-ledger.ts';
import { tempFolder } from './temp-folder.ts';

/** A home with Kimi Code's logs, and a ledger of its own. */
export type LedgerStage = {
  readonly home: string;
  readonly kimiHome: string;
  readonly host: Host;
  /** Reads what is new in the logs and returns all that is counted. */
  read(): Promise<readonly KindUse[]>;
  /** Works with the ledger once. */
  use<T>(work: (ledger: TokenLedger) => Promise<T>): Promise<T>;
};

export const everything = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER };

/** The versions of Kimi Code that the recorded trees are from. */
export const kimiHomeVersions = ['0.20.0', '2.1.0'] as const;

/** `version` is the recorded tree to start with; an empty home by default. */
export function ledgerStage(
  t: Pick<TestContext, 'after'>,
  { version, env = {} }: { version?: string | undefined; env?: Env | undefined } = {},
): LedgerStage {
  const home = tempFolder(t);
  const kimiHome = join(home, '.kimi-code');
  if (version === undefined) mkdirSync(kimiHome);
  else cpSync(recordedHome(version), kimiHome, { recursive: true });
  const variables = { KIMIBAR_DATA_DIR: join(home, 'data'), KIMI_CODE_HOME: kimiHome, ...env };
  const real = createNodeHost({ env: variables });
  const host = { ...real, platform: { ...real.platform, homeDir: home } };
  return {
    home,
    kimiHome,
    host,
    async read() {
      const ledger = await openUpToDateLedger(host);
      try {
        return await ledger.uses(everything);
      } finally {
        ledger.close();
      }
    },
    async use(work) {
      const ledger = openLedger(host, { mayCreate: false });
      try {
        return await work(ledger);
      } finally {
        ledger.close();
      }
    },
  };
}

/** The folder of a recorded tree. Tests copy it. */
export function recordedHome(version: string): string {
  return join(import.meta.dirname, 'kimi-homes', version);
}

/** Tokens by model alias, as `truth.json` has them. */
export type AliasTotals = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a correct reader finds in a recorded tree. */
export function truthOf(version: string): {
  readonly byAlias: AliasTotals;
  readonly total: number;
} {
  const text = readFileSync(join(recordedHome(version), 'truth.json'), 'utf8');
  return JSON.parse(text) as { byAlias: AliasTotals; total: number };
}

/** The aliases of the recorded trees, by the models' own names. */
const aliases: Readonly<Record<string, string>> = {
  k3: 'kimi-code/k3',
  'gpt-other-1': 'gpt-other',
  'tiny-window': 'tiny',
};

export function totalsByAlias(uses: readonly KindUse[]): AliasTotals {
  const totals: Record<string, Record<string, number>> = {};
  for (const use of uses) {
    const alias = aliases[use.model] ?? use.model;
    const { input, output, cacheRead, cacheCreation } = use.tokens;
    const sum = (totals[alias] ??= {
      inputOther: 0,
      output: 0,
      inputCacheRead: 0,
      inputCacheCreation: 0,
      calls: 0,
    });
    const counts = {
      inputOther: input,
      output,
      inputCacheRead: cacheRead,
      inputCacheCreation: cacheCreation,
      calls: use.calls,
    };
    for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count;
  }
  return totals;
}

/** All tokens and calls of Kimi's quota. */
export function kimiTotal(uses: readonly KindUse[]): { tokens: number; calls: number } {
  const own = uses.filter(isKimiUse);
  const tokens = own.map(({ tokens: { input, output, cacheRead, cacheCreation } }) => {
    return input + output + cacheRead + cacheCreation;
  });
  return {
    tokens: tokens.reduce((sum, count) => sum + count, 0),
    calls: own.reduce((sum, { calls }) => sum + calls, 0),
  };
}
