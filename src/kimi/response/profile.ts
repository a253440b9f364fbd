import type { GoodsVersion } from '../../domain/cached-usage.ts';
import { readGoodsVersion } from './goods-version.ts';
import { fieldOf, numberOf, textOf } from './wire.ts';

/** A credential's owner, from `GET {base}/me`. Missing texts are empty, missing numbers 0. */
export type Profile = {
  readonly userId: string;
  readonly userLevel: number;
  /** The plan's name as people know it: "Allegretto". */
  readonly userLevelName: string;
  readonly goodsVersion?: GoodsVersion | undefined;
  readonly region: string;
  readonly domain: number;
};

/** Reads a profile; undefined without a user id as text, which every profile has. */
export function readProfile(response: unknown): Profile | undefined {
  const userId = textOf(fieldOf(response, 'user_id'));
  if (userId === undefined) return undefined;
  return {
    userId,
    userLevel: wholeNumber(fieldOf(response, 'user_level')),
    userLevelName: textOf(fieldOf(response, 'user_level_name')) ?? '',
    goodsVersion: readGoodsVersion(response),
    region: textOf(fieldOf(response, 'region')) ?? '',
    domain: wholeNumber(fieldOf(response, 'domain')),
  };
}

function wholeNumber(value: unknown): number {
  return Math.trunc(numberOf(value) ?? 0);
}
