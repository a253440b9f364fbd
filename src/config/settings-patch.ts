import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { trayColours, trayPanels, trayTitles } from '../domain/tray-look.ts';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import { providerChanges } from './provider-changes.ts';
import type { ConfigChange } from './change-text.ts';
import type { RawConfig } from './save-settings.ts';
import { quietEntries, thresholds } from './settings-schema.ts';
import {
  cadenceChoices,
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
} from '../domain/setting-choices.ts';

/** A change of settings as it comes from a face: from outside, so nothing of it is taken on trust. Secrets are checked before. */
const patchSchema = v.strictObject({
  enabled: v.optional(v.boolean()),
  source: v.optional(v.picklist(sourceChoices)),
  cookieSource: v.optional(v.picklist(cookieSourceChoices)),
  region: v.optional(v.picklist(regionChoices)),
  apiKey: v.optional(v.nullable(v.string())),
  cookieHeader: v.optional(v.nullable(v.string())),
  cadence: v.optional(v.picklist(cadenceChoices)),
  notifications: v.optional(
    v.strictObject({
      enabled: v.optional(v.boolean()),
      thresholds: v.optional(thresholds),
      events: v.optional(v.array(v.picklist(usageEventKinds))),
      quietHours: v.optional(v.nullable(v.strictObject(quietEntries))),
    }),
  ),
  tray: v.optional(
    v.strictObject({
      title: v.optional(v.picklist(trayTitles)),
      panel: v.optional(v.picklist(trayPanels)),
      colour: v.optional(v.picklist(trayColours)),
    }),
  ),
  language: v.optional(v.picklist(languageChoices)),
  meters: v.optional(v.picklist(meterChoices)),
  metricsAccountNames: v.optional(v.boolean()),
});

export type CheckedPatch = v.InferOutput<typeof patchSchema>;

/** The patch itself, or `invalid-arguments` naming the settings that can't be used; never a value, which may be a secret. */
export function checkPatch(patch: unknown): CheckedPatch {
  // A list without entries would pass for an object without keys.
  const result = v.safeParse(patchSchema, Array.isArray(patch) ? undefined : patch);
  if (result.success) return result.output;
  const names = result.issues.map((issue) => v.getDotPath(issue) ?? 'body').slice(0, 10);
  const subject = `invalid settings: ${names.join(', ')}`;
  throw new Failure('invalid-arguments', subject, { detail: { code: 'argument', subject } });
}

/** What a patch comes to in the config file. What is `null` is taken out; settings left out stay as they are. */
export function patchChanges(config: RawConfig, patch: CheckedPatch): ConfigChange[] {
  const { enabled, source, cookieSource, region, apiKey, cookieHeader } = patch;
  const ofProvider = given({ enabled, source, cookieSource, region });
  const secrets = Object.entries(given({ apiKey, cookieHeader })).map(
    ([key, value]) => [key, value ?? undefined] as const,
  );
  const provider = { ...ofProvider, ...Object.fromEntries(secrets) };
  return [
    ...(Object.keys(provider).length === 0 ? [] : providerChanges(config, provider)),
    ...change(['refresh', 'cadence'], patch.cadence),
    ...change(['notifications', 'enabled'], patch.notifications?.enabled),
    ...change(['notifications', 'thresholds'], patch.notifications?.thresholds),
    ...change(['notifications', 'events'], patch.notifications?.events),
    ...change(['notifications', 'quietHours'], patch.notifications?.quietHours),
    ...change(['tray', 'title'], patch.tray?.title),
    ...change(['tray', 'panel'], patch.tray?.panel),
    ...change(['tray', 'colour'], patch.tray?.colour),
    ...change(['language'], patch.language),
    ...change(['display', 'meters'], patch.meters),
    ...change(['server', 'metricsAccountNames'], patch.metricsAccountNames),
  ];
}

function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function change(keys: readonly string[], value: unknown): ConfigChange[] {
  return value === undefined ? [] : [{ keys, value: value ?? undefined }];
}
