import { hookEnv, hookJson } from '../../src/daemon/events/hook-payload.ts';
import {
  accessEventKinds,
  quotaEventKinds,
  type UsageEvent,
} from '../../src/domain/events/usage-event.ts';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { eventText } from '../../src/present/event-text.ts';
import { messagesIn } from '../../src/present/messages.ts';
import { statusOutput } from '../../src/present/status-line/status-output.ts';
import { statusTargets } from '../../src/present/status-line/status-target.ts';
import { statusView } from '../../src/present/status-line/status-view.ts';
import { usageJson, usageRecord } from '../../src/present/json/usage-json.ts';
import { usageText } from '../../src/present/card/usage-text.ts';
import { usageToon } from '../../src/present/json/usage-toon.ts';
import { usageView } from '../../src/present/usage-view.ts';
import { watchFrame } from '../../src/present/watch-frame.ts';
import { trayModel } from '../../src/tray/tray-model.ts';

export type DrawnFace = { readonly face: string; readonly text: string };

const languages = ['en', 'zh-CN'] as const;

/**
 * An outcome as every face shows it that is a pure function: card, JSON, TOON, live view, status
 * lines, tray, events and hooks, all without colour.
 */
export function drawFaces(
  outcome: UsageOutcome,
  { nowMs, account }: { nowMs: number; account?: string | undefined },
): readonly DrawnFace[] {
  const named = account === undefined ? {} : { account };
  const record = usageRecord(outcome, { nowMs, asked: 'auto', ...named });
  return [
    { face: 'JSON', text: usageJson([record], true) },
    { face: 'TOON', text: usageToon([record]) },
    ...languages.flatMap((language) => spokenFaces(outcome, nowMs, named, language)),
    ...hookFaces(outcome, nowMs, named),
  ];
}

function spokenFaces(
  outcome: UsageOutcome,
  nowMs: number,
  named: { account?: string | undefined },
  language: (typeof languages)[number],
): DrawnFace[] {
  const messages = messagesIn(language);
  const style = {
    width: 60,
    height: 30,
    colour: 'none',
    unicode: true,
    messages,
    timeZone: 'UTC',
  } as const;
  const view = usageView(outcome, { nowMs, meters: 'left', ...named });
  const state = {
    enabled: true,
    accounts: [{ ...named, outcome }],
    refreshing: false,
    atMs: nowMs,
  };
  const settings = { source: 'auto', language: 'auto', meters: 'left' } as const;
  const look = { title: 'countdown', panel: 'auto', colour: 'alert' } as const;
  const tray = trayModel({
    state,
    settings,
    look,
    hasDashboard: true,
    nowMs,
    messages,
  });
  const snapshot = outcome.kind === 'fresh' ? outcome.snapshot : outcome.lastGood;
  const status = statusView(
    {
      slot: '',
      marks: { config: '' },
      enabled: true,
      meters: 'left',
      cadenceMs: 300_000,
      snapshot,
      ...(outcome.kind === 'failed'
        ? { failed: { kind: outcome.failure.kind, failedAtMs: nowMs } }
        : {}),
    },
    nowMs,
  );
  return [
    { face: 'text', text: usageText(view, style) },
    {
      face: 'watch',
      text: watchFrame({ nowMs, view, series: [], refreshing: false }, style).join('\n'),
    },
    { face: 'tray', text: words(tray).join('\n') },
    ...statusTargets.map((target) => ({
      face: `statusline ${target}`,
      text: statusOutput(target, status, messages, {
        colour: false,
        actions: { refresh: ['kimibar'] },
      }),
    })),
    ...eventsOf(outcome, nowMs, named).map((event) => ({
      face: `event ${event.kind}`,
      text: Object.values(eventText(event, messages, { nowMs, timeZone: 'UTC' })).join('\n'),
    })),
  ].map(({ face, text }) => ({ face: `${face} (${language})`, text }));
}

function hookFaces(
  outcome: UsageOutcome,
  nowMs: number,
  named: { account?: string | undefined },
): DrawnFace[] {
  return eventsOf(outcome, nowMs, named).flatMap((event) => [
    { face: `hook ${event.kind}`, text: hookJson(event) },
    { face: `hook environment ${event.kind}`, text: Object.values(hookEnv(event, {})).join('\n') },
  ]);
}

/** Every event that this outcome could cause. */
export function eventsOf(
  outcome: UsageOutcome,
  atMs: number,
  named: { account?: string | undefined } = {},
): readonly UsageEvent[] {
  const snapshot = outcome.kind === 'fresh' ? outcome.snapshot : outcome.lastGood;
  const failure = outcome.kind === 'failed' ? { failure: outcome.failure } : {};
  const ofWindows = (snapshot?.windows ?? []).flatMap(
    ({ id, usedPercent, label, lengthMinutes, resetsAtMs }) => {
      const facts = {
        label,
        lengthMinutes,
        resetsAtMs,
      };
      return quotaEventKinds.map((kind) =>
        Object.assign(
          { kind, atMs, windowId: id, usedPercent, leftPercent: 100 - usedPercent },
          named,
          facts,
        ),
      );
    },
  );
  return [
    ...ofWindows,
    ...accessEventKinds.map((kind) => Object.assign({ kind, atMs }, named, failure)),
  ];
}

/** Every string in a value. */
function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(words) : [];
}

/**
 * Names a character that could control a terminal, or hide or reorder words; undefined if there is
 * none.
 */
export function faultIn(text: string): string | undefined {
  // KimiBar itself writes line ends, and a tab between a label and a value.
  const sign = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/u.exec(text)?.[0];
  return sign === undefined
    ? undefined
    : `holds U+${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** Names what a text shows in place of a number; undefined if there is no such thing. */
export function oddFigureIn(text: string): string | undefined {
  const odd = /\b(?:NaN|undefined|Infinity)\b|\[object /.exec(text)?.[0];
  return odd === undefined ? undefined : `says ${odd}`;
}
