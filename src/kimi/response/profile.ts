import { fieldOf, numberOf, textOf } from './wire.ts';

/** Who a credential belongs to, as `GET {base}/me` says it. Text is empty and numbers are 0 where it does not say. */
export type Profile = {
  readonly userId: string;
  readonly userLevel: number;
  /** The plan in people's words: "Allegretto". */
  readonly userLevelName: string;
  readonly region: string;
  readonly domain: number;
};

/** Reads a profile; undefined where it has no user id in text form, without which it is not one. */
export function readProfile(answer: unknown): Profile | undefined {
  const userId = textOf(fieldOf(answer, 'user_id'));
  if (userId === undefined) return undefined;
  return {
    userId,
    userLevel: wholeNumber(fieldOf(answer, 'user_level')),
    userLevelName: textOf(fieldOf(answer, 'user_level_name')) ?? '',
    region: textOf(fieldOf(answer, 'region')) ?? '',
    domain: wholeNumber(fieldOf(answer, 'domain')),
  };
}

function wholeNumber(value: unknown): number {
  return Math.trunc(numberOf(value) ?? 0);
}
