import type { Host } from '../../host/host.ts';
import { readProfile, type Profile } from '../answer/profile.ts';
import { askCodeApi, type CodeApiAsk } from './request-usage.ts';

/** `GET {base}/me`; undefined where the answer is no profile. Throws what {@link askCodeApi} throws: the caller lets it go. */
export async function requestProfile(deps: Pick<Host, 'http' | 'clock'>, ask: CodeApiAsk): Promise<Profile | undefined> {
  return readProfile(await askCodeApi(deps, ask, '/me'));
}
