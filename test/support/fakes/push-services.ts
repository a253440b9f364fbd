import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { isObject } from '../../../src/domain/shape.ts';
import type { NotifyKind } from '../../../src/domain/notify-target.ts';

/** What the user of a service sees. */
export type Received = { readonly service: NotifyKind; readonly text: string };

/** What a service answers; `undefined` hangs up without an answer. */
type Answer = { readonly status: number; readonly body: string } | undefined;

export const signingSecret = 'SEC0123456789abcdefABCDEF';
export const accessToken = 'tk_0123456789abcdef';

/**
 * The services' APIs on loopback, by their documentation: paths, required fields, signatures
 * (computed here by `node:crypto`), limits, and their own numbers for what is wrong. `failures` are
 * answered first, one per request.
 */
export async function startPushServices(t: Pick<TestContext, 'after'>, now = Date.now) {
  const received: Received[] = [];
  const failures: Answer[] = [];
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const body = await text(request);
    const answer =
      failures.length > 0 ? failures.shift() : serve(request, { body, nowMs: now() }, received);
    if (answer === undefined) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = isObject(address) ? Number(address['port']) : 0;
  const root = `http://127.0.0.1:${port}`;
  return { received, failures, root, requests: () => requests };
}

/** The address of a target, and the flags that `notify add` needs for it. */
export function pushAddress(root: string, kind: NotifyKind): readonly string[] {
  const flags: Readonly<Record<NotifyKind, readonly string[]>> = {
    ntfy: ['--url', `${root}/ntfy/topic-4711`, '--token', accessToken],
    telegram: ['--url', `${root}/telegram`, '--token', '123456:bot-token', '--chat', '-100815'],
    feishu: ['--url', `${root}/open-apis/bot/v2/hook/f-4711`, '--secret', signingSecret],
    dingtalk: ['--url', `${root}/robot/send?access_token=d-4711`, '--secret', signingSecret],
    wecom: ['--url', `${root}/cgi-bin/webhook/send?key=w-4711`],
    bark: ['--url', `${root}/bark-device-key-4711/`],
    slack: ['--url', `${root}/services/T0/B0/s-4711`],
    webhook: ['--url', `${root}/own/hook`, '--token', accessToken],
  };
  return flags[kind];
}

function serve(
  request: IncomingMessage,
  { body, nowMs }: { body: string; nowMs: number },
  received: Received[],
): Answer {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const json: unknown = JSON.parse(body);
  if (request.method !== 'POST' || !isObject(json)) return { status: 400, body: '{}' };
  const call = {
    url,
    json,
    authorization: request.headers.authorization,
    bytes: body.length,
    nowMs,
  };
  for (const service of services) {
    const answer = service(call, (kind, shown) => received.push({ service: kind, text: shown }));
    if (answer !== undefined) return answer;
  }
  return { status: 404, body: '{}' };
}

type Call = {
  readonly url: URL;
  readonly json: Record<string, unknown>;
  readonly authorization: string | undefined;
  readonly bytes: number;
  readonly nowMs: number;
};
type Show = (kind: NotifyKind, text: string) => void;

const services: readonly ((call: Call, show: Show) => Answer)[] = [
  function ntfy({ url, json, authorization }, show) {
    if (url.pathname !== '/ntfy/') return undefined;
    if (authorization !== `Bearer ${accessToken}`) return { status: 403, body: '{"code":40301}' };
    if (json['topic'] !== 'topic-4711') return { status: 404, body: '{}' };
    show('ntfy', `${String(json['title'])}\n${String(json['message'])}`);
    return { status: 200, body: '{"id":"x"}' };
  },
  function telegram({ url, json }, show) {
    if (!url.pathname.startsWith('/telegram/bot')) return undefined;
    if (url.pathname !== '/telegram/bot123456:bot-token/sendMessage')
      return { status: 401, body: '{"ok":false,"error_code":401}' };
    if (json['chat_id'] !== '-100815' || json['parse_mode'] !== undefined)
      return { status: 400, body: '{"ok":false,"error_code":400}' };
    show('telegram', String(json['text']));
    return { status: 200, body: '{"ok":true}' };
  },
  function feishu({ url, json, bytes, nowMs }, show) {
    if (url.pathname !== '/open-apis/bot/v2/hook/f-4711') return undefined;
    const key = `${String(json['timestamp'])}\n${signingSecret}`;
    const isFresh = Math.abs(nowMs / 1000 - Number(json['timestamp'])) < 3600;
    if (!isFresh || json['sign'] !== hmac(key, ''))
      return { status: 200, body: '{"code":19021,"msg":"sign match fail"}' };
    if (json['msg_type'] !== 'post' || bytes > 20_000)
      return { status: 200, body: '{"code":9499}' };
    show('feishu', postText(json['content']));
    return { status: 200, body: '{"code":0,"msg":"success"}' };
  },
  function dingtalk({ url, json, nowMs }, show) {
    if (url.pathname !== '/robot/send') return undefined;
    const { timestamp = '', sign, access_token: token } = Object.fromEntries(url.searchParams);
    const expected = hmac(signingSecret, `${timestamp}\n${signingSecret}`);
    const isFresh = Math.abs(nowMs - Number(timestamp)) < 3_600_000;
    if (token !== 'd-4711') return { status: 200, body: '{"errcode":300001}' };
    if (!isFresh || sign !== expected) return { status: 200, body: '{"errcode":310000}' };
    show('dingtalk', contentOf(json));
    return { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
  },
  function wecom({ url, json }, show) {
    if (url.pathname !== '/cgi-bin/webhook/send') return undefined;
    if (url.searchParams.get('key') !== 'w-4711') return { status: 200, body: '{"errcode":93000}' };
    if (Buffer.byteLength(contentOf(json)) > 2048)
      return { status: 200, body: '{"errcode":40058}' };
    show('wecom', contentOf(json));
    return { status: 200, body: '{"errcode":0}' };
  },
  function bark({ url, json }, show) {
    if (url.pathname !== '/push') return undefined;
    if (json['device_key'] !== 'bark-device-key-4711')
      return { status: 400, body: '{"code":400,"message":"failed to get device token"}' };
    show('bark', `${String(json['title'])}\n${String(json['body'])}`);
    return { status: 200, body: '{"code":200,"message":"success"}' };
  },
  function slack({ url, json }, show) {
    if (url.pathname !== '/services/T0/B0/s-4711') return undefined;
    const shown = String(json['text']);
    // A reader decodes the three entities; anything left in angle brackets would be a link.
    if (/[<>]/.test(shown)) return { status: 400, body: 'invalid_payload' };
    show('slack', shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
    return { status: 200, body: 'ok' };
  },
  function webhook({ url, json, authorization }, show) {
    if (url.pathname !== '/own/hook') return undefined;
    if (authorization !== `Bearer ${accessToken}`) return { status: 401, body: '{}' };
    show('webhook', JSON.stringify(json));
    return { status: 204, body: '' };
  },
];

function hmac(key: string, data: string): string {
  return createHmac('sha256', key).update(data).digest('base64');
}

function contentOf(json: Record<string, unknown>): string {
  const inner = json['text'];
  return json['msgtype'] === 'text' && isObject(inner) ? String(inner['content']) : '';
}

/** Title and plain parts of Feishu's rich text. */
function postText(content: unknown): string {
  const post =
    isObject(content) && isObject(content['post']) ? content['post']['zh_cn'] : undefined;
  if (!isObject(post) || !Array.isArray(post['content'])) return '';
  const parts = post['content'].flat().map((part: unknown) => (isObject(part) ? part['text'] : ''));
  return [post['title'], ...parts].join('\n');
}
