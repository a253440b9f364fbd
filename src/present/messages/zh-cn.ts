import type { Messages } from './en.ts';
import { accounts } from './zh-cn/accounts.ts';
import { agents } from './zh-cn/agents.ts';
import { breakdown } from './zh-cn/breakdown.ts';
import { codexbar } from './zh-cn/codexbar.ts';
import { completion } from './zh-cn/completion.ts';
import { config } from './zh-cn/config.ts';
import { coreZhCn } from './zh-cn/core.ts';
import { cookies } from './zh-cn/cookies.ts';
import { doctor } from './zh-cn/doctor.ts';
import { events } from './zh-cn/events.ts';
import { exportWords } from './zh-cn/export.ts';
import { fleet } from './zh-cn/fleet.ts';
import { guard } from './zh-cn/guard.ts';
import { help } from './zh-cn/help.ts';
import { hooks } from './zh-cn/hooks.ts';
import { notify } from './zh-cn/notify.ts';
import { history } from './zh-cn/history.ts';
import { historyScore } from './zh-cn/history-score.ts';
import { installation } from './zh-cn/installation.ts';
import { login } from './zh-cn/login.ts';
import { mcpSetup } from './zh-cn/mcp-setup.ts';
import { pushResults } from './zh-cn/push-results.ts';
import { resume } from './zh-cn/resume.ts';
import { scenarioGroups, scenarios } from './zh-cn/scenarios.ts';
import { serve } from './zh-cn/serve.ts';
import { setup } from './zh-cn/setup.ts';
import { sources } from './zh-cn/sources.ts';
import { statusLine } from './zh-cn/status-line.ts';
import { statuslineSetup } from './zh-cn/statusline-setup.ts';
import { tray } from './zh-cn/tray.ts';
import { uninstall } from './zh-cn/uninstall.ts';
import { upgrade } from './zh-cn/upgrade.ts';
import { watch } from './zh-cn/watch.ts';

/** 简体中文, topic by topic. */
export const zhCn: Messages = {
  ...coreZhCn,
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
