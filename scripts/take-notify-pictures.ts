// Draws docs/pictures/notify.png: npx node scripts/take-notify-pictures.ts
// Every service's fake gets one message over HTTP; the picture shows what it received.
import { join } from 'node:path';
import { simulatedEvent } from '../src/cli/commands/hooks/simulated-event.ts';
import { notifyTargets } from '../src/config/notify-targets.ts';
import { pushMessage } from '../src/daemon/notify/push-message.ts';
import { sendOnce } from '../src/daemon/notify/push-sender.ts';
import type { UsageEventKind } from '../src/domain/events/usage-event.ts';
import type { Language } from '../src/domain/language.ts';
import type { NotifyKind } from '../src/domain/notify-target.ts';
import { createNodeHost } from '../src/host/node-host.ts';
import { messagesIn } from '../src/present/messages.ts';
import { openBrowser } from '../test/e2e/page/open-browser.ts';
import {
  pushAddress,
  startPushServices,
  type Received,
} from '../test/support/fakes/push-services.ts';

type Shot = readonly [NotifyKind, UsageEventKind, Language];

const shots: readonly Shot[] = [
  ['ntfy', 'quota-low', 'en'],
  ['telegram', 'will-run-out', 'en'],
  ['bark', 'quota-exhausted', 'en'],
  ['slack', 'quota-restored', 'en'],
  ['feishu', 'quota-exhausted', 'zh-CN'],
  ['dingtalk', 'will-run-out', 'zh-CN'],
  ['wecom', 'price-changed', 'zh-CN'],
  ['webhook', 'service-failing', 'en'],
];

/** How the services call themselves. */
const titles: Readonly<Record<NotifyKind, string>> = {
  ntfy: 'ntfy',
  telegram: 'Telegram',
  bark: 'Bark',
  slack: 'Slack',
  feishu: '飞书',
  dingtalk: '钉钉',
  wecom: '企业微信',
  webhook: 'webhook',
};

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const cleanUp: (() => unknown)[] = [];
const services = await startPushServices({ after: (work) => cleanUp.push(work as () => unknown) });
for (const shot of shots) await send(shot);
await draw(services.received);
for (const work of cleanUp) await work();

async function send([kind, event, language]: Shot): Promise<void> {
  const [target] = notifyTargets.read([{ name: kind, kind, ...partsOf(kind) }]);
  if (target === undefined) throw new Error(`no target for ${kind}`);
  const message = pushMessage(
    simulatedEvent(event, undefined, nowMs),
    target,
    messagesIn(language),
  );
  const { signal } = new AbortController();
  const result = await sendOnce(createNodeHost({ env: {} }), { target, message, signal });
  if (result?.kind !== 'sent') throw new Error(`${kind}: ${JSON.stringify(result)}`);
}

/** The flags of `notify add` as keys of the config file. */
function partsOf(kind: NotifyKind): Readonly<Record<string, string>> {
  const words = pushAddress(services.root, kind);
  const pairs = words.flatMap((word, index) =>
    word.startsWith('--')
      ? [[word === '--url' ? 'secretUrl' : word.slice(2), words[index + 1] ?? '']]
      : [],
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}

async function draw(received: readonly Received[]): Promise<void> {
  const figures = received.map(({ service, text }) => {
    const [title = '', ...body] = text.split('\n').map(escaped);
    const shown =
      service === 'webhook'
        ? `<code>${title}</code>`
        : `<b>${title}</b><span>${body.join('<br>')}</span>`;
    return `<figure><figcaption>${titles[service]}</figcaption><div>${shown}</div></figure>`;
  });
  const style = `body{margin:0;padding:20px;width:760px;display:grid;grid-template-columns:1fr 1fr;
    gap:14px;background:#e7e4dd;font:15px/1.45 sans-serif;color:#1c1c1c}figure{margin:0;display:grid;
    grid-template-rows:auto 1fr}figcaption{font-size:12px;color:#5c5a55;margin:0 0 4px 4px}div{
    background:#fff;border-radius:12px;padding:12px 16px}b{display:block}code{font-size:12px;
    overflow-wrap:anywhere}`;
  const browser = await openBrowser();
  const page = await browser.newPage({
    viewport: { width: 800, height: 200 },
    deviceScaleFactor: 2,
  });
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  const path = join(import.meta.dirname, '..', 'docs', 'pictures', 'notify.png');
  await page.screenshot({ path, fullPage: true });
  await browser.close();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
