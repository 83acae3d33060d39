import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the scripted model saw of one call, the same for both shapes. */
export type SeenCall = {
  path: string;
  model: string;
  authorization: string | null;
  system: string;
  /** Everything after the system text, oldest first; results of tools as the text the model reads. */
  said: { role: string; text: string }[];
  tools: string[];
  /** Resolves when the caller hung up before the answer was written. */
  hungUp: Promise<void>;
};

/** What it answers: words, calls of tools, or the kinds of trouble that providers make. */
export type Line =
  | {
      text?: string;
      calls?: { name: string; input: unknown }[];
      usage?: Partial<ScriptedUsage>;
      costUsd?: number;
      finish?: string;
      cutShort?: () => void; // called when its words are said, when it is asked for a stream; nothing comes after them
    }
  | { status: number; headers?: Record<string, string>; body?: unknown } // an error of the provider
  | { raw: string; type?: string } // a 200 with these very bytes
  | { drop: true } // the connection breaks
  | { silence: true }; // no answer, ever
export type ScriptedUsage = { input: number; cached: number; output: number };

/** One answer for every call, a list in order (the last one stays), or a function of the call. */
export type Script = Line | Line[] | ((call: SeenCall, at: number) => Line | Promise<Line>);

/**
 * A language model that says what a test wants, over real HTTP: OpenAI's chat completions at `/v1`, Anthropic's
 * messages at `/anthropic/v1`, transcription at `/v1/audio/transcriptions`.
 *
 * @see OpenAI, "Chat completions"; Anthropic, "Messages"
 */
export async function startScriptedModel(script: Script = { text: 'Hello.' }) {
  const model = { script, calls: [] as SeenCall[] };
  const server = createServer((request, response) => {
    void answer(model, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    openAi: `${origin}/v1`,
    anthropic: `${origin}/anthropic/v1`,
    calls: model.calls,
    says: (next: Script) => {
      model.script = next;
      model.calls.length = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
export type ScriptedModel = Awaited<ReturnType<typeof startScriptedModel>>;

type Playing = { script: Script; calls: SeenCall[] };

async function answer(playing: Playing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const path = request.url ?? '';
  const isAnthropic = path.startsWith('/anthropic/');
  const isSpeech = path.endsWith('/audio/transcriptions');
  const hungUp = new Promise<void>((gone) => response.on('close', () => !response.writableEnded && gone()));
  const call: SeenCall = {
    ...(isSpeech ? NOTHING_SAID : isAnthropic ? readAnthropic(body) : readOpenAi(body)),
    path,
    authorization: request.headers.authorization ?? request.headers['x-api-key']?.toString() ?? null,
    hungUp,
  };
  const at = playing.calls.push(call) - 1;
  const { script } = playing;
  const line =
    typeof script === 'function'
      ? await script(call, at)
      : Array.isArray(script)
        ? script[Math.min(at, script.length - 1)]!
        : script;
  if ('silence' in line) return;
  if ('drop' in line) {
    response.destroy();
    return;
  }
  if ('raw' in line) {
    response.writeHead(200, { 'content-type': line.type ?? 'application/json' }).end(line.raw);
    return;
  }
  if ('status' in line) {
    response.writeHead(line.status, { 'content-type': 'application/json', ...line.headers });
    response.end(JSON.stringify(line.body ?? { error: { message: 'no', type: 'error', code: String(line.status) } }));
    return;
  }
  if (body.stream === true) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of isAnthropic ? streamAnthropic(line, call, at) : streamOpenAi(line, call, at))
      response.write(event);
    if (line.cutShort) line.cutShort();
    else response.end();
    return;
  }
  const reply = isSpeech
    ? { text: line.text ?? '' }
    : isAnthropic
      ? sayAnthropic(line, call, at)
      : sayOpenAi(line, call, at);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
}

const NOTHING_SAID = { model: 'speech', system: '', said: [], tools: [] };

type Words = Extract<Line, { text?: string }>;
const usageOf = ({ usage }: Words): ScriptedUsage => ({ input: 100, cached: 0, output: 20, ...usage });

function sayOpenAi(line: Words, { model }: SeenCall, at: number) {
  const { input, cached, output } = usageOf(line);
  const calls = (line.calls ?? []).map(({ name, input }, place) => ({
    id: `call_${at}_${place}`,
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  }));
  return {
    id: `chatcmpl-${at}`,
    object: 'chat.completion',
    created: 1_772_000_000,
    model,
    choices: [
      {
        index: 0,
        finish_reason: line.finish ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
        message: { role: 'assistant', content: line.text ?? null, ...(calls.length > 0 ? { tool_calls: calls } : {}) },
      },
    ],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: cached },
      ...(line.costUsd === undefined ? {} : { cost: line.costUsd }),
    },
  };
}

function sayAnthropic(line: Words, { model }: SeenCall, at: number) {
  const { input, cached, output } = usageOf(line);
  const calls = (line.calls ?? []).map(({ name, input }, place) => ({
    type: 'tool_use',
    id: `toolu_${at}_${place}`,
    name,
    input,
  }));
  return {
    id: `msg_${at}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [...(line.text ? [{ type: 'text', text: line.text }] : []), ...calls],
    stop_reason: line.finish ?? (calls.length > 0 ? 'tool_use' : 'end_turn'),
    stop_sequence: null,
    usage: {
      input_tokens: input - cached,
      output_tokens: output,
      cache_read_input_tokens: cached,
      cache_creation_input_tokens: 0,
    },
  };
}

/** The words of an answer as they would come. */
const pieces = (text: string | undefined): string[] => text?.match(/\S+\s*|\s+/g) ?? [];

/** @see OpenAI, "Chat completions: streaming" */
function streamOpenAi(line: Words, call: SeenCall, at: number): string[] {
  const whole = sayOpenAi(line, call, at);
  const { usage, choices, ...same } = whole;
  const { message, finish_reason } = choices[0]!;
  const chunk = (more: Json) => `data: ${JSON.stringify({ ...same, object: 'chat.completion.chunk', ...more })}\n\n`;
  const says = (delta: Json, finished: string | null = null) =>
    chunk({ choices: [{ index: 0, delta, finish_reason: finished }] });
  const told = [says({ role: 'assistant' }), ...pieces(line.text).map((content) => says({ content }))];
  if (line.cutShort) return told;
  const calls = (message.tool_calls ?? []).map((one, index) => says({ tool_calls: [{ index, ...one }] }));
  return [...told, ...calls, says({}, finish_reason), chunk({ choices: [], usage }), 'data: [DONE]\n\n'];
}

/** @see Anthropic, "Streaming messages" */
function streamAnthropic(line: Words, call: SeenCall, at: number): string[] {
  const { content, stop_reason, stop_sequence, usage, ...same } = sayAnthropic(line, call, at);
  const event = (type: string, more: Json) => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const started = { ...same, content: [], stop_reason: null, stop_sequence, usage: { ...usage, output_tokens: 1 } };
  const blocks = content.flatMap((block, index) => {
    const [empty, deltas] =
      'text' in block
        ? [{ ...block, text: '' }, pieces(block.text).map((text) => ({ type: 'text_delta', text }))]
        : [{ ...block, input: {} }, [{ type: 'input_json_delta', partial_json: JSON.stringify(block.input) }]];
    return [
      event('content_block_start', { index, content_block: empty }),
      ...deltas.map((delta) => event('content_block_delta', { index, delta })),
      ...(line.cutShort ? [] : [event('content_block_stop', { index })]),
    ];
  });
  const told = [event('message_start', { message: started }), ...blocks];
  if (line.cutShort) return told;
  const finished = { delta: { stop_reason, stop_sequence }, usage: { output_tokens: usage.output_tokens } };
  return [...told, event('message_delta', finished), event('message_stop', {})];
}

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] => (Array.isArray(value) ? value : []);
const words = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : list(content)
        .map((part) => String(part.text ?? (part.content === undefined ? '' : words(part.content))))
        .join('');

type Read = Pick<SeenCall, 'model' | 'system' | 'said' | 'tools'>;

function readOpenAi(body: Json): Read {
  const messages = list(body.messages).map(({ role, content }) => ({ role: String(role), text: words(content) }));
  return {
    model: String(body.model),
    system: messages.find(({ role }) => role === 'system')?.text ?? '',
    said: messages.filter(({ role }) => role !== 'system'),
    tools: list(body.tools).map((tool) => String((tool.function as Json | undefined)?.name)),
  };
}

function readAnthropic(body: Json): Read {
  return {
    model: String(body.model),
    system: words(body.system),
    said: list(body.messages).map(({ role, content }) => ({ role: String(role), text: words(content) })),
    tools: list(body.tools).map(({ name }) => String(name)),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as Json;
  } catch {
    return {}; // an upload
  }
}
