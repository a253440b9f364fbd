import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { statusBar, type Look, type Usage } from './status-text.ts';
import { tooltip } from './tooltip.ts';
import { fetchUsage, pageAddress, plainLookup, type SourceSettings } from './usage-source.ts';

const refreshEveryMs = 60_000;
const installation = 'https://www.npmjs.com/package/kimibar';

/** Called by VS Code once it has started. */
export function activate(context: vscode.ExtensionContext): void {
  const item = new StatusItem();
  context.subscriptions.push(
    item,
    vscode.commands.registerCommand('kimibar.refresh', () => item.refresh(true)),
    vscode.commands.registerCommand('kimibar.openPage', () => openPage(item.usage)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('kimibar')) void item.refresh(false);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void item.refresh(false);
    }),
  );
  void item.refresh(false);
}

/** The status bar's item. It asks once a minute, and only while the window has the focus. */
class StatusItem implements vscode.Disposable {
  usage: Usage = 'no-data';
  readonly #item = vscode.window.createStatusBarItem('quota', vscode.StatusBarAlignment.Right, 90);
  readonly #timer = setInterval(() => {
    if (vscode.window.state.focused) void this.refresh(false);
    else this.#draw();
  }, refreshEveryMs);
  #running: Promise<void> | undefined;

  /** Asks again; calls while one runs share it. Never rejects. */
  refresh(force: boolean): Promise<void> {
    this.#running ??= this.#refresh(force).finally(() => (this.#running = undefined));
    return this.#running;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#item.dispose();
  }

  async #refresh(force: boolean): Promise<void> {
    this.usage = await fetchUsage(readSettings(), force);
    this.#draw();
  }

  #draw(): void {
    const look = currentLook();
    const { text, emphasis } = statusBar(this.usage, look);
    this.#item.name = 'KimiBar';
    this.#item.text = text;
    this.#item.command = 'kimibar.openPage';
    this.#item.backgroundColor =
      emphasis === undefined
        ? undefined
        : new vscode.ThemeColor(`statusBarItem.${emphasis}Background`);
    this.#item.tooltip = typeof this.usage === 'string' ? undefined : markdown(this.usage, look);
    this.#item.show();
  }
}

function markdown(usage: Exclude<Usage, string>, look: Look): vscode.MarkdownString {
  const text = new vscode.MarkdownString(tooltip(usage, look));
  text.isTrusted = { enabledCommands: ['kimibar.openPage', 'kimibar.refresh'] };
  return text;
}

/**
 * Opens the page in the Simple Browser; in a browser's VS Code, which cannot frame it, in a new
 * tab. Offers to start the server if it does not run.
 */
async function openPage(usage: Usage): Promise<void> {
  const { t } = vscode.l10n;
  if (usage === 'no-command') {
    await vscode.env.openExternal(vscode.Uri.parse(installation));
    return;
  }
  const address = pageAddress(readSettings());
  if (!(await isRunning(address))) {
    const start = t('Start it');
    const choice = await vscode.window.showInformationMessage(
      t('The KimiBar page is not running.'),
      start,
    );
    if (choice !== start) return;
    // Not in the workspace, whose own `kimibar.cmd` a Windows shell might run.
    const terminal = vscode.window.createTerminal({
      name: 'kimibar serve',
      cwd: homedir(),
      env: plainLookup,
    });
    terminal.sendText(`${readSettings().command} serve`);
    return;
  }
  const url = await vscode.env.asExternalUri(vscode.Uri.parse(address));
  if (vscode.env.uiKind === vscode.UIKind.Web) await vscode.env.openExternal(url);
  else await vscode.commands.executeCommand('simpleBrowser.show', url.toString(true));
}

async function isRunning(address: string): Promise<boolean> {
  try {
    const health = new URL('/health', address);
    return (await fetch(health, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function readSettings(): SourceSettings {
  const settings = vscode.workspace.getConfiguration('kimibar');
  return {
    command: settings.get<string>('command') || 'kimibar',
    server: settings.get<string>('server') ?? '',
    account: settings.get<string>('account') ?? '',
  };
}

function currentLook(): Look {
  const now = new Date();
  const show = vscode.workspace.getConfiguration('kimibar').get<Look['show']>('show') ?? 'tightest';
  const { language } = vscode.env;
  return {
    t: (text, ...gaps) => vscode.l10n.t(text, ...gaps),
    clock: (at) => clockText(at, now, language),
    now,
    show,
  };
}

function clockText(at: Date, now: Date, language: string): string {
  const isToday = at.toDateString() === now.toDateString();
  return at.toLocaleString(language, {
    weekday: isToday ? undefined : 'short',
    hour: '2-digit',
    minute: '2-digit',
    // As in the verdict's text, which comes from KimiBar.
    hourCycle: 'h23',
  });
}
