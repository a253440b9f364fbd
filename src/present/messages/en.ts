import { accounts } from './en/accounts.ts';
import { agents } from './en/agents.ts';
import { argumentWords } from './en/arguments.ts';
import { breakdown } from './en/breakdown.ts';
import { codexbar } from './en/codexbar.ts';
import { completion } from './en/completion.ts';
import { config } from './en/config.ts';
import { cookies } from './en/cookies.ts';
import { doctor } from './en/doctor.ts';
import { events } from './en/events.ts';
import { exportWords } from './en/export.ts';
import { failures } from './en/failures.ts';
import { guard } from './en/guard.ts';
import { help } from './en/help.ts';
import { hooks } from './en/hooks.ts';
import { notify } from './en/notify.ts';
import { history } from './en/history.ts';
import { historyScore } from './en/history-score.ts';
import { installation } from './en/installation.ts';
import { login } from './en/login.ts';
import { mcpSetup } from './en/mcp-setup.ts';
import { resume } from './en/resume.ts';
import { scenarioGroups, scenarios } from './en/scenarios.ts';
import { serve } from './en/serve.ts';
import { setup } from './en/setup.ts';
import { sources } from './en/sources.ts';
import { statusLine } from './en/status-line.ts';
import { statuslineSetup } from './en/statusline-setup.ts';
import { systemErrors } from './en/system-errors.ts';
import { tray } from './en/tray.ts';
import { uninstall } from './en/uninstall.ts';
import { usage } from './en/usage.ts';
import { verdict } from './en/verdict.ts';
import { watch } from './en/watch.ts';

/** English, topic by topic. */
export const en = {
  accounts,
  agents,
  arguments: argumentWords,
  breakdown,
  codexbar,
  completion,
  config,
  cookies,
  doctor,
  events,
  export: exportWords,
  failures,
  guard,
  help,
  hooks,
  history,
  historyScore,
  installation,
  login,
  mcpSetup,
  notify,
  resume,
  scenarioGroups,
  scenarios,
  serve,
  setup,
  sources,
  statusLine,
  statuslineSetup,
  systemErrors,
  tray,
  uninstall,
  usage,
  verdict,
  watch,
};

/**
 * All texts. English defines the shape, so a message missing in another language fails the build.
 */
export type Messages = typeof en;
