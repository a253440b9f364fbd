import type { WindowPrices } from '../domain/attribution/learn-prices.ts';
import { isWindowId } from '../domain/quota-window.ts';
import {
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  isText,
  optional,
  type Guard,
} from '../domain/shape.ts';
import { readJson } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';

/** What tokens of an account cost, learned at a moment. */
export type LearnedPrices = {
  readonly account?: string | undefined;
  readonly learnedAtMs: number;
  readonly windows: readonly WindowPrices[];
};

const formatVersion = 1;

const isNumbers = isListOf(isNumber);
const isWindowIdText: Guard<WindowPrices['windowId']> = (value) =>
  isText(value) && isWindowId(value);

const isLearned = isShape<LearnedPrices>({
  account: optional(isText),
  learnedAtMs: isNumber,
  windows: isListOf(
    isShape<WindowPrices>({
      windowId: isWindowIdText,
      shape: isShape<WindowPrices['shape']>({ models: isListOf(isText), erasFromMs: isNumbers }),
      values: isNumbers,
      covariance: isListOf(isNumbers),
      elsewhere: isShape<WindowPrices['elsewhere']>({ perHour: isNumber, meanPoints: isNumber }),
      noise: isNumber,
      explainedShares: isNumbers,
      changes: isListOf(
        isShape<WindowPrices['changes'][number]>({
          atMs: isNumber,
          factor: isNumber,
          evidence: isNumber,
        }),
      ),
      mixture: isNumbers,
      segments: isNumber,
    }),
  ),
});

const isPricesFile = isShape<{
  readonly version: number;
  readonly accounts: readonly LearnedPrices[];
}>({ version: isOneOf(formatVersion), accounts: isListOf(isLearned) });

/** The learned prices of every account, in a small private file. */
export function openPricesFile({ files }: Pick<Host, 'files'>, path: string) {
  const readAll = (): ReadonlyMap<string | undefined, LearnedPrices> => {
    const json = readJson(files, path);
    return new Map((isPricesFile(json) ? json.accounts : []).map((one) => [one.account, one]));
  };
  return {
    /** By account; nothing if there is no valid file. */
    readAll,
    /** Replaces these accounts'. Throws the system's error. */
    write(...learned: readonly LearnedPrices[]): Promise<void> {
      const all = new Map([...readAll(), ...learned.map((one) => [one.account, one] as const)]);
      const content = { version: formatVersion, accounts: [...all.values()] };
      return files.writePrivate(path, `${JSON.stringify(content)}\n`);
    },
  };
}
