import { existsSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { missingPrograms, setSession } from '../../support/desktop/session.ts';
import { freePort } from '../../support/free-port.ts';
import { eventually } from '../../support/until.ts';

const browserPath = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** Why WebKitGTK cannot be tested; undefined if it can. */
export const webkitMissing =
  missingPrograms('Xvfb', 'dbus-daemon') ??
  (missingPrograms('WebKitWebDriver') === undefined && existsSync(browserPath)
    ? undefined
    : 'no WebKitGTK: apt-get install webkit2gtk-driver');

/** A window of WebKitGTK's own small browser. */
export type WebKit = {
  open(url: string): Promise<void>;
  /** Runs a function body on the page. */
  run(body: string): Promise<unknown>;
};

/** Starts it on a virtual screen, in a locale. It is closed after the test. */
export async function startWebKit(t: Pick<TestContext, 'after'>, locale: string): Promise<WebKit> {
  const desktop = await setSession(t, { files: {}, screen: true });
  // The driver does not say which port it chose.
  const port = await freePort();
  desktop.start('WebKitWebDriver', [`--port=${port}`], {
    LANG: locale,
    LC_ALL: locale,
    LANGUAGE: '',
    // Neither a GPU nor user namespaces are needed.
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  });
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, init);
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const options = { binary: browserPath, args: ['--automation', '--geometry=1000x600'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  await eventually(
    async () => fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined),
    'the driver',
  );
  const { sessionId } = (await call('', { capabilities })) as { sessionId: string };
  return {
    open: async (url) => void (await call(`/${sessionId}/url`, { url })),
    run: (script) => call(`/${sessionId}/execute/sync`, { script, args: [] }),
  };
}
