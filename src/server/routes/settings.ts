import * as v from 'valibot';
import { isTimeOfDay } from '../../domain/quiet-hours.ts';
import {
  cadenceChoices,
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
} from '../../domain/setting-choices.ts';
import type { SettingsPatch } from '../../domain/settings-view.ts';
import { trayColours, trayPanels, trayTitles } from '../../domain/tray-look.ts';
import { usageEventKinds } from '../../domain/usage-event.ts';
import { errorAnswer, jsonAnswer } from '../answer.ts';
import { readJsonBody } from '../json-body.ts';
import type { ServerWorld } from '../server-world.ts';

const timeOfDay = v.pipe(v.string(), v.check(isTimeOfDay));
const secret = v.nullable(v.pipe(v.string(), v.maxLength(16_384)));

const patchSchema = v.strictObject({
  enabled: v.exactOptional(v.boolean()),
  source: v.exactOptional(v.picklist(sourceChoices)),
  cookieSource: v.exactOptional(v.picklist(cookieSourceChoices)),
  region: v.exactOptional(v.picklist(regionChoices)),
  apiKey: v.exactOptional(secret),
  cookieHeader: v.exactOptional(secret),
  cadence: v.exactOptional(v.picklist(cadenceChoices)),
  notifications: v.exactOptional(
    v.strictObject({
      enabled: v.exactOptional(v.boolean()),
      thresholds: v.exactOptional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))), v.maxLength(10))),
      events: v.exactOptional(v.array(v.picklist(usageEventKinds))),
      quietHours: v.exactOptional(v.nullable(v.strictObject({ from: timeOfDay, to: timeOfDay }))),
    }),
  ),
  tray: v.exactOptional(
    v.strictObject({
      title: v.exactOptional(v.picklist(trayTitles)),
      panel: v.exactOptional(v.picklist(trayPanels)),
      colour: v.exactOptional(v.picklist(trayColours)),
    }),
  ),
  language: v.exactOptional(v.picklist(languageChoices)),
  meters: v.exactOptional(v.picklist(meterChoices)),
  metricsAccountNames: v.exactOptional(v.boolean()),
});

/** `GET /api/v1/settings`: the settings in force; of a secret, whether it is there and its last characters. */
export function settingsRoute({ daemon }: ServerWorld): () => Response {
  return () => jsonAnswer(daemon.settings());
}

/** `PATCH /api/v1/settings`: changes what the body names, all of it or nothing, and answers with the settings after it. */
export function changeSettingsRoute({ daemon }: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.refusal;
    const patch = v.safeParse(patchSchema, body.value);
    // A list without entries would pass for an object without keys.
    if (Array.isArray(body.value)) return errorAnswer(400, 'invalid settings: body');
    if (!patch.success) return errorAnswer(400, `invalid settings: ${places(patch.issues).join(', ')}`);
    return jsonAnswer(await daemon.changeSettings(patch.output satisfies SettingsPatch));
  };
}

/** Where, never what: the value may be a secret. */
function places(issues: readonly v.BaseIssue<unknown>[]): readonly string[] {
  return issues.map((issue) => v.getDotPath(issue) ?? 'body').slice(0, 10);
}
