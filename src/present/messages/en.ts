import { accounts } from './en/accounts.ts';
import { agents } from './en/agents.ts';
import { breakdown } from './en/breakdown.ts';
import { codexbar } from './en/codexbar.ts';
import { completion } from './en/completion.ts';
import { config } from './en/config.ts';
import { coreEn } from './en/core.ts';
import { cookies } from './en/cookies.ts';
import { doctor } from './en/doctor.ts';
import { events } from './en/events.ts';
import { exportWords } from './en/export.ts';
import { fleet } from './en/fleet.ts';
import { guard } from './en/guard.ts';
import { help } from './en/help.ts';
import { hooks } from './en/hooks.ts';
import { notify } from './en/notify.ts';
import { history } from './en/history.ts';
import { historyScore } from './en/history-score.ts';
import { installation } from './en/installation.ts';
import { login } from './en/login.ts';
import { mcpSetup } from './en/mcp-setup.ts';
import { pushResults } from './en/push-results.ts';
import { resume } from './en/resume.ts';
import { scenarioGroups, scenarios } from './en/scenarios.ts';
import { serve } from './en/serve.ts';
import { setup } from './en/setup.ts';
import { sources } from './en/sources.ts';
import { statusLine } from './en/status-line.ts';
import { statuslineSetup } from './en/statusline-setup.ts';
import { tray } from './en/tray.ts';
import { uninstall } from './en/uninstall.ts';
import { upgrade } from './en/upgrade.ts';
import { watch } from './en/watch.ts';

/** English, topic by topic. */
export const en = {
  ...coreEn,
  accounts,
  agents,
  breakdown,
  codexbar,
  completion,
  config,
  cookies,
  doctor,
  events,
  export: exportWords,
  fleet,
  guard,
  help,
  hooks,
  history,
  historyScore,
  installation,
  login,
  mcpSetup,
  notify,
  pushResults,
  resume,
  scenarioGroups,
  scenarios,
  serve,
  setup,
  sources,
  statusLine,
  statuslineSetup,
  tray,
  uninstall,
  upgrade,
  watch,
};

/**
 * All texts. English defines the shape, so a message missing in another language fails the build.
 */
export type Messages = typeof en;
