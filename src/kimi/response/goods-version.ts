import type { GoodsVersion } from '../../domain/cached-usage.ts';
import { fieldOf, numberOf, textOf } from './wire.ts';

/**
 * The catalogue of an account's plan: `version` ("GOODS_VERSION_V2") of usage responses or
 * `goods_version` (2) of profiles. Undefined if the response does not say.
 */
export function readGoodsVersion(response: unknown): GoodsVersion | undefined {
  const version = fieldOf(response, 'version', 'goods_version', 'goodsVersion');
  const name = textOf(version)?.replace(/^GOODS_VERSION_V?/, '');
  const number = numberOf(name ?? version);
  if (number === 1) return 'first';
  if (number === 2) return 'second';
  return version === undefined ? undefined : 'unknown';
}
