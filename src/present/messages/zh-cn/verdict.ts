import type { Messages } from '../en.ts';
import { spaced } from './spaced.ts';

export const verdict: Messages['verdict'] = {
  between: '',
  nouns: { session: '5 小时', weekly: '本周', monthly: '本月' },
  limit: (label) => `${label}额度`,

  lasts: ({ nouns, isLikely }) =>
    `${isLikely ? '够用' : '大概够用'}：${listOf(nouns)}额度都能用到重置。`,
  lastsOne: ({ limit, isLikely }) => `${isLikely ? '够用' : '大概够用'}：${limit}能用到重置。`,
  nothingUsed: '尚未使用。',
  tightest: ({ noun, share, at }) => ofTightest(noun, `到${at}重置时预计剩余${share}。`),
  doubtful: ({ noun, likelihood, at }) =>
    ofTightest(noun, `约有${likelihood}的可能在${at}重置前用完。`),
  doubtfulBrief: ({ noun, likelihood }) => ofTightest(noun, `约有${likelihood}的可能提前用完。`),
  tightestBrief: ({ noun, share }) => ofTightest(noun, `预计剩余${share}。`),

  willBeLeft: (share) => `预计剩余 ${share}`,
  mayRunOut: (likelihood) => `约 ${likelihood} 可能提前用完`,

  enoughUntil: (moment) => spaced(`大约够用到${moment}。`),
  anyMoment: '随时可能用完。',
  usedUpThen: ({ limit, span, at }) => spaced(`之后${limit}用完，需等待${span}，${at}重置。`),
  usedUpThenBrief: ({ noun, span, at }) => spaced(`之后${noun}额度用完，等${span}，${at}恢复。`),
  usedUpTogether: ({ nouns, span, at }) =>
    spaced(`之后${listOf(nouns)}额度都用完，需等待${span}，${at}恢复。`),
  usedUpTogetherBrief: ({ nouns, at }) => spaced(`之后${listOf(nouns)}额度都用完，${at}恢复。`),
  alsoLast: (nouns) => `${listOf(nouns)}额度够用。`,
  alsoLastsOne: (limit) => `${limit}够用。`,
  alsoShort: ({ limit, moment }) => spaced(`${limit}大约在${moment}用完。`),

  usedUpUntil: ({ at, span }) => spaced(`已用完，${at}恢复（还有${span}）。`),
  usedUpNow: '已用完，即将恢复。',
  usedUpUnknown: '已用完，重置时间未知。',
  isUsedUp: (limit) => `${limit}已用完。`,
  isUsedUpFor: ({ limit, nouns }) => `${limit}已用完，${listOf(nouns)}额度暂不可用。`,
  leftForLater: (lefts) => `之后可用：${leftsOf(lefts)}。`,
  extraUsage: (amount) => spaced(`加油包余额${amount}。`),

  notSignedIn: '尚未登录。',
  signedOut: '登录已失效。',
  noPlan: '无法使用：当前套餐或额度不支持。',
  cannotCheck: '无法查询额度。',
  unknownFor: ({ span, brief }) =>
    spaced(`已有${span}无法确认${brief === undefined ? '' : `：${brief}`}。`),
  unknownNow: (brief) => `暂时无法确认${brief === undefined ? '' : `：${brief}`}。`,
  lastSeen: ({ at, lefts }) => spaced(`${at}时剩余：${leftsOf(lefts)}。`),
  unreadable: 'Kimi 没有返回可用的数据。',
  hasReset: '上次刷新后已重置。',
  howLongUnknown: '尚未用完，能用多久未知。',
  leftNow: (lefts) => `目前剩余：${leftsOf(lefts)}。`,
  noData: '暂无数据。',

  corner: {
    lasts: '够用',
    probably: '大概够用',
    short: '不够用',
    out: '已用完',
    waitsFor: (noun) => spaced(`等待${noun}额度重置`),
    unreadable: '无法读取',
  },
};

function leftsOf(lefts: readonly { noun: string; share: string }[]): string {
  return lefts.map(({ noun, share }) => `${noun} ${share}`).join('，');
}

function listOf(nouns: readonly string[]): string {
  if (nouns.length < 2) return nouns.join('');
  return spaced(`${nouns.slice(0, -1).join('、')}和${nouns.at(-1)}`);
}

function ofTightest(noun: string | undefined, text: string): string {
  return spaced(noun === undefined ? text : `最紧张的是${noun}额度，${text}`);
}
