import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import type { FleetAnswer, FleetPage } from '../../../src/domain/fleet.ts';
import type { HistorySeries } from '../../../src/domain/history.ts';
import {
  viewAfter,
  type SettingsPatch,
  type SettingsView,
} from '../../../src/domain/settings-view.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { createPage } from '../../../src/server/page.ts';
import { fleetRoute } from '../../../src/server/routes/fleet.ts';
import type { ServerWorld } from '../../../src/server/server-world.ts';

/** What the scripted daemon knows; tests change it as they go. */
export type Script = {
  state: UsageState;
  settings: SettingsView;
  /** Of an account; undefined is the main one. */
  readonly history: (account: string | undefined) => readonly HistorySeries[];
  /** Where it went, for a query. */
  readonly breakdown: (query: URLSearchParams) => BreakdownRecord;
  /** The accounts of all machines; without it, no metrics engine is set. */
  fleet?: ((wanted: FleetPage) => FleetAnswer) | undefined;
  /** What Kimi says to a credential that is tried. */
  readonly tryCredential: (text: string) => UsageOutcome;
  /** Told of each settings change, after it was made. */
  readonly onPatch?: ((patch: SettingsPatch, stage: PageStage) => void) | undefined;
  /** A settings change is answered once this resolves. */
  readonly beforePatch?: (() => Promise<void>) | undefined;
};

/** The built page behind the daemon's routes, with a script instead of a daemon. */
export type PageStage = {
  readonly url: string;
  readonly script: Script;
  /** How often each route was asked. */
  readonly asked: Map<string, number>;
  /** Puts a new state on the air. */
  tell(state: UsageState): void;
  stop(): Promise<void>;
};

export const builtPage = join(import.meta.dirname, '..', '..', '..', 'dist', 'web', 'index.html');

/** Serves the page on a free port, or on this one, to return to the same address. */
export async function startPageStage(script: Script, port = 0): Promise<PageStage> {
  const page = createPage(readFileSync(builtPage, 'utf8'));
  const listeners = new Set<ServerResponse>();
  const asked = new Map<string, number>();
  const tellState = (response: ServerResponse): boolean =>
    response.write(`data: ${JSON.stringify(script.state)}\n\n`);
  const fleet = fleetRoute({
    daemon: {
      fleet: async (wanted: FleetPage) => script.fleet?.(wanted) ?? { kind: 'not-set' },
    },
  } as ServerWorld);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stage');
    const route = `${request.method} ${pathname}`;
    asked.set(route, (asked.get(route) ?? 0) + 1);
    switch (route) {
      case 'GET /':
        response.writeHead(200, page.headers).end(page.body);
        return;
      case 'GET /api/v1/events':
        response
          .writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
          .write(': hello\n\n');
        tellState(response);
        listeners.add(response);
        response.on('close', () => listeners.delete(response));
        return;
      case 'GET /api/v1/settings':
        return json(response, script.settings);
      case 'PATCH /api/v1/settings': {
        const patch = (await readJson(request)) as SettingsPatch;
        await script.beforePatch?.();
        script.settings = patched(script.settings, patch);
        json(response, script.settings);
        script.onPatch?.(patch, stage);
        return;
      }
      case 'POST /api/v1/test-credential':
        return json(
          response,
          script.tryCredential(
            Object.values((await readJson(request)) as Record<string, string>)[0] ?? '',
          ),
        );
      case 'POST /api/v1/refresh':
        return json(response, script.state);
      case 'GET /api/v1/history':
        return json(
          response,
          script
            .history(searchParams.get('account') ?? undefined)
            .filter(({ windowId }) => (searchParams.get('window') ?? windowId) === windowId),
        );
      case 'GET /api/v1/breakdown':
        return json(response, script.breakdown(searchParams));
      case 'GET /api/v1/fleet':
        return send(response, await fleet(new Request(new URL(request.url ?? '', stage.url))));
      default:
        response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // A test that fails before it stops the stage still ends.
  server.unref();
  const stage: PageStage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    script,
    asked,
    tell: (state) => {
      script.state = state;
      for (const listener of listeners) tellState(listener);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stage;
}

function patched(settings: SettingsView, patch: SettingsPatch): SettingsView {
  const { apiKey, cookieHeader } = patch;
  return {
    ...viewAfter(settings, patch),
    ...(apiKey === undefined ? {} : { apiKey: secretView(apiKey) }),
    ...(cookieHeader === undefined ? {} : { cookieHeader: secretView(cookieHeader) }),
  };
}

function secretView(value: string | null): SettingsView['apiKey'] {
  return value === null ? { set: false } : { set: true, hint: `…${value.slice(-4)}` };
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

function json(response: ServerResponse, value: unknown): void {
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
