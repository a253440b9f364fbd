import type { TokenCounts } from '../token-use.ts';

/** The kinds of tokens in the order of every vector in this folder. */
export const tokenKinds = ['input', 'output', 'cacheRead', 'cacheCreation'] as const;

export type TokenKind = (typeof tokenKinds)[number];

/** What a token of each kind costs beside one of input, before anything is learned. */
export const kindPriors: Readonly<Record<TokenKind, { ratio: number; spread: number }>> = {
  input: { ratio: 1, spread: 0 },
  output: { ratio: 4.5, spread: 0.35 },
  cacheRead: { ratio: 0.12, spread: 0.5 },
  cacheCreation: { ratio: 1.1, spread: 0.3 },
};

/** What a model costs beside an ordinary one, before anything is learned. */
export function modelPrior(model: string): { ratio: number; spread: number } {
  return /high-?speed|turbo|fast/i.test(model)
    ? { ratio: 3, spread: 0.35 }
    : { ratio: 1, spread: 0.5 };
}

export function totalTokens(tokens: TokenCounts): number {
  return tokenKinds.reduce((sum, kind) => sum + tokens[kind], 0);
}
