import type { Region } from './setting-choices.ts';

/** Kimi's two services. Accounts, keys and sessions of one are unknown to the other. */
export type KimiSite = 'mainland' | 'global';

type SiteFacts = {
  /** The host of its website and web gateway. */
  readonly host: string;
  /** The domain of its cookies. */
  readonly domain: string;
  readonly codeApiHost: string;
  /** Where users manage keys and subscriptions. */
  readonly console: string;
  /** Where users sign in on the web. */
  readonly web: string;
};

export const kimiSites: Readonly<Record<KimiSite, SiteFacts>> = {
  mainland: siteAt('kimi.com'),
  global: siteAt('kimi.ai'),
};

const kimiSiteNames: readonly KimiSite[] = ['mainland', 'global'];

/** The service of a configured region; `auto` is the mainland's. */
export function siteOf(region: Region | undefined): KimiSite {
  return region === 'global' ? 'global' : 'mainland';
}

/** The service of a Code API; undefined for a host that is not Kimi's. */
export function siteOfCodeApi(baseUrl: string): KimiSite | undefined {
  const { hostname } = new URL(baseUrl);
  return kimiSiteNames.find((site) => kimiSites[site].codeApiHost === hostname);
}

function siteAt(domain: string): SiteFacts {
  const host = `www.${domain}`;
  return {
    host,
    domain,
    codeApiHost: `api.${domain}`,
    console: `https://${host}/code/console`,
    web: `https://${host}/`,
  };
}
