import type { Language } from '../domain/language.ts';
import type { Messages } from './messages/en.ts';
import { failures } from './messages/en/failures.ts';
import { fleet } from './messages/en/fleet.ts';
import { page, type PageMessages } from './messages/en/page.ts';
import { pushResults } from './messages/en/push-results.ts';
import { sources } from './messages/en/sources.ts';
import { usage } from './messages/en/usage.ts';
import { verdict } from './messages/en/verdict.ts';
import { failures as zhFailures } from './messages/zh-cn/failures.ts';
import { fleet as zhFleet } from './messages/zh-cn/fleet.ts';
import { page as zhPage } from './messages/zh-cn/page.ts';
import { pushResults as zhPushResults } from './messages/zh-cn/push-results.ts';
import { sources as zhSources } from './messages/zh-cn/sources.ts';
import { usage as zhUsage } from './messages/zh-cn/usage.ts';
import { verdict as zhVerdict } from './messages/zh-cn/verdict.ts';

/** The topics that the page shares with the terminal. */
export type SharedMessages = Pick<
  Messages,
  'failures' | 'fleet' | 'pushResults' | 'sources' | 'usage' | 'verdict'
>;

/** Everything the page says, in one language. */
export type PageCatalogue = { readonly messages: SharedMessages; readonly page: PageMessages };

const english: PageCatalogue = {
  messages: { failures, fleet, pushResults, sources, usage, verdict },
  page,
};
const chinese: PageCatalogue = {
  messages: {
    failures: zhFailures,
    fleet: zhFleet,
    pushResults: zhPushResults,
    sources: zhSources,
    usage: zhUsage,
    verdict: zhVerdict,
  },
  page: zhPage,
};

/**
 * The page's catalogue. It is put together from single topics because bundlers keep every key of
 * an object: the whole catalogue would more than double the page.
 */
export function pageMessagesIn(language: Language): PageCatalogue {
  return language === 'zh-CN' ? chinese : english;
}
