/**
 * How much of this library runs between a click and its request, and between a message and the page: files, functions
 * and calls, counted by V8 while the code is warm, beside `useMutation` of React Query and `useChat` of the AI SDK.
 * Ours is counted over the source; of the peers, whose packages are bundles, the files say nothing.
 * `npm run bench:calls`. Ends with 1 where a goal is missed.
 */
import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'
import type { GradioStream } from '@gradio-stream/hooks'
import { JSDOM } from 'jsdom'
import { formatTable } from './table.ts'

const { window } = new JSDOM('<!doctype html><main></main>', { url: 'http://page.test/', pretendToBeVisual: true })
for (const name of ['window', 'document', 'HTMLElement', 'MutationObserver', 'requestAnimationFrame', 'cancelAnimationFrame'] as const) {
  Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true })
}

const { useChat } = await import('@ai-sdk/react')
const { QueryClient, useMutation } = await import('@tanstack/react-query')
const { createElement, useLayoutEffect } = await import('react')
const { createRoot } = await import('react-dom/client')
const { GradioProvider, useGradioStream } = await import('@gradio-stream/hooks')
const { DefaultChatTransport } = await import('ai')
const { createScenarioServer } = await import('@gradio-stream/testing')

/** What ran in one part of the way. */
interface Tally {
  readonly files: number
  readonly functions: number
  readonly calls: number
  /** Of React Query, beside our own. */
  readonly queryFunctions: number
}

const OWN = /\/src\/(?:client|hooks)\//
const CHAT = /\/node_modules\/(?:ai|@ai-sdk|swr|throttleit|eventsource-parser|zod)\//
const QUERY = /\/node_modules\/@tanstack\//

const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

/** What ran since it was asked last. */
function take(own = OWN): Tally {
  let result: readonly Profiler.ScriptCoverage[] = []
  // Answers before it returns.
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error
    ;({ result } = answer)
  })
  const ran = (pattern: RegExp): { readonly url: string; readonly count: number }[] =>
    result
      .filter(({ url }) => pattern.test(url))
      .flatMap(({ url, functions }) =>
        functions.flatMap(({ ranges: [range] }) =>
          range && range.count > 0 && range.startOffset > 0 ? [{ url, count: range.count }] : [],
        ),
      )
  const ours = ran(own)
  const calls = ours.reduce((sum, { count }) => sum + count, 0)
  return { files: new Set(ours.map(({ url }) => url)).size, functions: ours.length, calls, queryFunctions: ran(QUERY).length }
}

/** A promise and what resolves it. */
function gate<Value>(): { readonly promise: Promise<Value>; readonly open: (value: Value) => void } {
  let open: (value: Value) => void = () => {}
  const promise = new Promise<Value>((resolve) => (open = resolve))
  return { promise, open }
}

/** Resolves when the element has that text. */
function shown(element: Element, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => element.textContent === text
    if (look()) return resolve()
    const observer = new window.MutationObserver(() => {
      if (!look()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(element, { subtree: true, childList: true, characterData: true })
  })
}

const text = { name: 'text', component: 'textbox' } as const
const description = createScenarioServer({
  scenarios: [{ name: 'story', parameters: [{ ...text, value: '' }], returns: [text], isGenerator: true, steps: [] }],
})

/** Our hook, over an app whose stream is written by hand, so that no other code of ours runs meanwhile. */
async function countStream(): Promise<Record<'click' | 'join' | 'token', Tally>> {
  const tallies: Partial<Record<'click' | 'join', Tally>> = {}
  let stream = gate<ReadableStreamDefaultController<Uint8Array>>()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(new URL(input))
    if (url.endsWith('/queue/join')) {
      tallies.click = take()
      return Response.json({ event_id: 'e1' })
    }
    if (url.includes('/queue/data')) {
      tallies.join = take()
      const body = new ReadableStream<Uint8Array>({ start: (controller) => stream.open(controller) })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    }
    return description.fetch(new Request(url, init))
  }
  const handle: { submit?: GradioStream['submit'] } = {}
  const Page = () => {
    const stream = useGradioStream({ app: 'http://app.test', endpoint: '/story' })
    // Costs a token nothing: `submit` stays the same.
    const { endpoint, data, submit } = stream
    useLayoutEffect(() => void (handle.submit = submit), [submit])
    return createElement('output', null, `${endpoint?.name} ${data?.join() ?? 'none'}`)
  }
  const place = window.document.body.appendChild(window.document.createElement('div'))
  const root = createRoot(place)
  root.render(createElement(GradioProvider, { backendUrl: null, fetch, queryClient: new QueryClient() }, createElement(Page)))
  await shown(place, '/story none')
  const encoder = new TextEncoder()
  const say = async (message: object): Promise<void> =>
    (await stream.promise).enqueue(encoder.encode(`data: ${JSON.stringify({ event_id: 'e1', ...message })}\n\n`))
  const output = (data: readonly unknown[]): object => ({ output: { data, is_generating: true }, success: true })
  let token: Tally | undefined
  // The second time everything is warm.
  for (const turn of [1, 2]) {
    stream = gate()
    await new Promise((resolve) => setTimeout(resolve, 50))
    take()
    handle.submit?.([`turn ${turn}`])
    await say({ msg: 'process_starts' })
    await say({ msg: 'process_generating', ...output(['a']) })
    await shown(place, '/story a')
    await say({ msg: 'process_generating', ...output([[['append', [], 'b']]]) })
    await shown(place, '/story ab')
    await new Promise((resolve) => setTimeout(resolve, 50))
    take()
    await say({ msg: 'process_generating', ...output([[['append', [], 'c']]]) })
    await shown(place, '/story abc')
    token = take()
    await say({ msg: 'process_completed', ...output([`end ${turn}`]) })
    await shown(place, `/story end ${turn}`)
    ;(await stream.promise).close()
  }
  root.unmount()
  if (!tallies.click || !tallies.join || !token) throw new Error('The run did not go the way that is counted.')
  return { click: tallies.click, join: tallies.join, token }
}

/** React Query alone: a mutation that fetches, and a component that shows its answer. */
async function countMutation(): Promise<Record<'click' | 'token', Tally>> {
  let click: Tally | undefined
  let answer = gate<string>()
  const queryClient = new QueryClient()
  const handle: { mutate?: (value: string) => void } = {}
  const Page = () => {
    const mutation = useMutation<string, Error, string>(
      {
        mutationFn: (value) => {
          if (value !== '') click = take(QUERY)
          return answer.promise
        },
      },
      queryClient,
    )
    const { mutate, data = 'none' } = mutation
    useLayoutEffect(() => void (handle.mutate = mutate), [mutate])
    return createElement('output', null, data)
  }
  const place = window.document.body.appendChild(window.document.createElement('div'))
  const root = createRoot(place)
  root.render(createElement(Page))
  await shown(place, 'none')
  let token: Tally | undefined
  for (const turn of ['one', 'two']) {
    answer = gate()
    take(QUERY)
    handle.mutate?.(turn)
    await new Promise((resolve) => setTimeout(resolve, 50))
    take(QUERY)
    answer.open(turn)
    await shown(place, turn)
    token = take(QUERY)
  }
  root.unmount()
  if (!click || !token) throw new Error('The mutation did not run.')
  return { click, token }
}

/** `useChat`: a message to its request, a piece of text to the DOM. Its parser and its validator count as its own. */
async function countChat(): Promise<Record<'click' | 'token', Tally>> {
  let click: Tally | undefined
  let stream = gate<ReadableStreamDefaultController<Uint8Array>>()
  const fetch: typeof globalThis.fetch = async () => {
    click = take(CHAT)
    const body = new ReadableStream<Uint8Array>({ start: (controller) => stream.open(controller) })
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-vercel-ai-ui-message-stream': 'v1' } })
  }
  const transport = new DefaultChatTransport({ api: 'http://app.test/chat', fetch })
  const handle: { send?: (message: { text: string }) => Promise<void> } = {}
  const Page = () => {
    const { messages, sendMessage } = useChat({ transport })
    useLayoutEffect(() => void (handle.send = sendMessage), [sendMessage])
    const parts = messages.at(-1)?.parts ?? []
    return createElement('output', null, parts.map((part) => (part.type === 'text' ? part.text : '')).join('') || 'none')
  }
  const place = window.document.body.appendChild(window.document.createElement('div'))
  const root = createRoot(place)
  root.render(createElement(Page))
  await shown(place, 'none')
  const encoder = new TextEncoder()
  const say = async (part: object): Promise<void> => (await stream.promise).enqueue(encoder.encode(`data: ${JSON.stringify(part)}\n\n`))
  let token: Tally | undefined
  // The second time everything is warm.
  for (const turn of ['one', 'two']) {
    stream = gate()
    await new Promise((resolve) => setTimeout(resolve, 50))
    take(CHAT)
    const sent = handle.send?.({ text: turn })
    await say({ type: 'start', messageId: turn })
    await say({ type: 'text-start', id: 't' })
    await say({ type: 'text-delta', id: 't', delta: 'a' })
    await shown(place, 'a')
    await new Promise((resolve) => setTimeout(resolve, 50))
    take(CHAT)
    await say({ type: 'text-delta', id: 't', delta: 'b' })
    await shown(place, 'ab')
    token = take(CHAT)
    await say({ type: 'text-end', id: 't' })
    await say({ type: 'finish' })
    ;(await stream.promise).close()
    await sent
  }
  root.unmount()
  if (!click || !token) throw new Error('The chat did not run.')
  return { click, token }
}

/** Most files and functions of ours that each part may take. */
const GOALS = { click: { files: 25, functions: 80 }, token: { files: 15, functions: 45 } } as const

const ours = await countStream()
const mutation = await countMutation()
const chat = await countChat()
const row = (
  what: string,
  { files, functions, calls, queryFunctions }: Tally,
  goal?: { readonly files: number; readonly functions: number },
) => [
  what,
  String(files),
  String(functions),
  String(calls),
  String(queryFunctions),
  goal ? `${goal.files} files, ${goal.functions} functions: ${files <= goal.files && functions <= goal.functions ? 'met' : 'MISSED'}` : '',
]
console.log(
  formatTable(
    ['what', 'files', 'functions', 'calls', 'of React Query', 'goal'],
    [
      row('useGradioStream: submit to fetch(queue/join)', ours.click, GOALS.click),
      row('useGradioStream: join answered to fetch(queue/data)', ours.join),
      row('useGradioStream: one token to the DOM', ours.token, GOALS.token),
      row('useMutation: mutate to its function', mutation.click),
      row('useMutation: its answer to the DOM', mutation.token),
      row('useChat: sendMessage to fetch', chat.click),
      row('useChat: one token to the DOM', chat.token),
    ],
  ),
)
const isMissed = (['click', 'token'] as const).some(
  (part) => ours[part].files > GOALS[part].files || ours[part].functions > GOALS[part].functions,
)
process.exit(isMissed ? 1 : 0)
