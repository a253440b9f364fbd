import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

/** A conversation as Kimi Code sends it. */
export type Conversation = {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
};

/** What the model says: a text, a call of a tool, or that the quota is used up. */
export type ModelAnswer =
  | string
  | { readonly tool: string; readonly args: object }
  | { readonly refused: string };

export type FakeModel = {
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: readonly Conversation[];
};

/** An OpenAI-compatible model on loopback, which answers as `answer` says. */
export async function startFakeModel(
  t: Pick<TestContext, 'after'>,
  answer: (conversation: Conversation) => ModelAnswer,
): Promise<FakeModel> {
  const asked: Conversation[] = [];
  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (!request.url?.endsWith('/chat/completions')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        '{"object":"list","data":[{"id":"k3","object":"model","context_length":262144}]}',
      );
      return;
    }
    const conversation = conversationOf(body);
    asked.push(conversation);
    send(response, answer(conversation));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/coding/v1`, asked };
}

type WireMessage = {
  readonly role: string;
  readonly content?: string | readonly { readonly text?: string }[] | null;
};

function conversationOf(body: string): Conversation {
  const { messages = [], tools = [] } = JSON.parse(body) as {
    readonly messages?: readonly WireMessage[];
    readonly tools?: readonly { readonly function: { readonly name: string } }[];
  };
  return {
    messages: messages.map(({ role, content }) => ({ role, content: textOf(content) })),
    tools: tools.map((tool) => tool.function.name),
  };
}

function textOf(content: WireMessage['content']): string {
  if (content === null || content === undefined) return '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

const usage = {
  prompt_tokens: 1000,
  completion_tokens: 40,
  total_tokens: 1040,
  prompt_tokens_details: { cached_tokens: 600 },
};

function send(response: ServerResponse, answer: ModelAnswer): void {
  if (typeof answer === 'object' && 'refused' in answer) {
    response.writeHead(403, { 'content-type': 'application/json' });
    const error = { message: answer.refused, type: 'access_terminated_error' };
    response.end(JSON.stringify({ error }));
    return;
  }
  const call =
    typeof answer === 'string'
      ? undefined
      : { name: answer.tool, arguments: JSON.stringify(answer.args) };
  const delta =
    call === undefined
      ? { role: 'assistant', content: answer }
      : {
          role: 'assistant',
          content: null,
          tool_calls: [{ index: 0, id: `${call.name}:0`, type: 'function', function: call }],
        };
  const finish = call === undefined ? 'stop' : 'tool_calls';
  const whole = { id: 'fake', object: 'chat.completion.chunk', created: 1, model: 'k3' };
  const chunks = [
    { ...whole, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...whole, choices: [{ index: 0, delta: {}, finish_reason: finish, usage }] },
    { ...whole, choices: [], usage },
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(
    [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']
      .map((data) => `data: ${data}\n\n`)
      .join(''),
  );
}
