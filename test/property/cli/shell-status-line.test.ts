import assert from 'node:assert/strict';
import { refreshArguments } from '../../../src/cli/statusline/background-refresh.ts';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import * as fc from 'fast-check';
import { installLine, writeInstalledLines } from '../../../src/app/status-line/installed-lines.ts';
import { statusMarks } from '../../../src/app/status-line/status-line-cache.ts';
import { drawStatusLine, readStatusInput } from '../../../src/cli/statusline/draw-status-line.ts';
import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { StatusLineCache } from '../../../src/domain/status-line-cache.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { statusTargets } from '../../../src/present/status-line/status-target.ts';
import { writeStatusFile } from '../../../src/store/status-file.ts';
import { nowMs } from '../../support/fakes/snapshots.ts';
import { statusReading } from '../../support/fakes/status-lines.ts';
import { runs } from '../../support/property-runs.ts';
import { runShellLine, shells } from '../../support/shells.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noPosixPaths } from '../../support/this-system.ts';

const minuteMs = 60_000;
const script = join(import.meta.dirname, '../../../src/cli/statusline/statusline.sh');
const program = { node: '/opt/node 24/bin/node', script: '/opt/kimibar/dist/kimibar.cjs' };
const config = '/nowhere/config.json';

const minutesAhead = fc.oneof(
  fc.integer({ min: -400, max: 600 }),
  fc.integer({ min: 600, max: 60_000 }),
);
const window = (id: QuotaWindow['id'], lengthMinutes: number): fc.Arbitrary<QuotaWindow> =>
  fc.record({
    id: fc.constant(id),
    usedPercent: fc.constantFrom(0, 0.4, 12, 69.5, 80, 93, 99.6, 100),
    unit: fc.constant('percent' as const),
    lengthMinutes: fc.constant(lengthMinutes),
    resetsAtMs: fc.option(
      minutesAhead.map((minutes) => nowMs + minutes * minuteMs + 12_345),
      { nil: undefined },
    ),
    reliable: fc.boolean(),
  });

const cache: fc.Arbitrary<StatusLineCache> = fc
  .record({
    windows: fc
      .tuple(
        fc.option(window('session', 300), { nil: undefined }),
        fc.option(window('weekly', 10_080), { nil: undefined }),
        window('monthly', 43_200),
      )
      .map((all) => all.filter((one) => one !== undefined)),
    snapshot: fc.constantFrom('some', 'some', 'some', 'none'),
    plan: fc.constantFrom(undefined, 'Allegretto', 'a\\b\\n%s "$(id)" `id` \\0101'),
    failedMinutes: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    enabled: fc.constantFrom(true, true, true, false),
    meters: fc.constantFrom('left', 'used'),
    site: fc.constantFrom(undefined, 'mainland', 'global'),
    language: fc.constantFrom(undefined, 'en', 'zh-CN'),
    cadenceMs: fc.constantFrom(60_000, 300_000, 1_800_000),
  })
  .map(({ windows, snapshot, plan, failedMinutes, ...rest }) => {
    const failed =
      failedMinutes === undefined
        ? undefined
        : ({ kind: 'offline', failedAtMs: nowMs + failedMinutes * minuteMs } as const);
    const more = { ...rest, failed, snapshot: { plan, fetchedAtMs: nowMs } };
    const state = statusReading(windows, more);
    return snapshot === 'some' ? state : Object.assign(state, { snapshot: undefined });
  });

// Menus and tooltips, too, in the first two hours; afterwards lines only.
const minute = fc.oneof(
  fc.record({
    target: fc.constantFrom(...statusTargets),
    seconds: fc.integer({ min: -900, max: 7259 }),
  }),
  fc.record({
    target: fc.constantFrom('plain', 'tmux', 'zsh', 'claude-code', 'kimi-code' as const),
    seconds: fc.integer({ min: 7260, max: 30 * 86_400 }),
  }),
);

test(
  'the shell and Node print the same for every state and minute',
  { skip: noPosixPaths },
  async (t) => {
    const home = tempFolder(t);
    const folder = join(home, 'data');
    mkdirSync(join(folder, 'statusline'), { recursive: true });
    const installed = join(folder, 'statusline', 'kimibar-statusline.sh');
    copyFileSync(script, installed);
    await fc.assert(
      fc.asyncProperty(
        cache,
        minute,
        fc.constantFrom(undefined, '{plan} {session.left}|{weekly.resetsAt} {state}'),
        fc.boolean(),
        fc.record({
          shell: fc.constantFrom(...shells),
          account: fc.constantFrom(undefined, 'work', 'side job'),
        }),
        async (state, { target, seconds }, format, noColour, { shell, account }) => {
          const env = { HOME: home, KIMIBAR_DATA_DIR: folder, NO_COLOR: noColour ? '1' : '' };
          const at = nowMs + seconds * 1000;
          const clock = { now: () => at, sleep: async () => {} };
          const host = { ...createNodeHost({ env }), clock };
          const usage = { ...state, line: account, marks: statusMarks(host, config) };
          await writeStatusFile(host.files, folder, usage);
          const line = {
            target,
            account,
            format,
            refresh: false,
            config: { path: config, isGiven: true },
            systemLanguage: 'en' as const,
            node: program.node,
            program: program.script,
            clicked: refreshArguments({ account, config }, true),
          };
          await installLine(host, { line, script: host.files.readText(installed) ?? '' });
          await writeInstalledLines(host, usage, config);
          const options = {
            target,
            account,
            format,
            width: undefined,
            lang: undefined,
            verbose: false,
            help: false,
            refresh: false,
            color: true,
            config,
          };
          const input = readStatusInput(host, options);
          const drawn = drawStatusLine(host, options, { input, program, session: '' });
          const run = runShellLine({ shell, script: installed, target, nowMs: at, env });
          assert.deepEqual(run, { status: 0, stdout: drawn.text, stderr: '' });
        },
      ),
      runs(100),
    );
  },
);
