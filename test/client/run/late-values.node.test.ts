/**
 * Values are made when they are read, and equal those that would have been made at once: over all captures and over
 * generated streams.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppDescription, EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { parseMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { createMessageReader } from '../../../src/client/run/read-messages.ts'
import type { RunEvent } from '../../../src/client/run/run-event.ts'
import { createRunStore } from '../../../src/client/run/run-store.ts'
import { createTraceRecorder } from '../../../src/client/run/trace.ts'
import { captureNames, capturedRuns, describeFixture, SSE_VERSIONS } from '../protocol/captures.ts'
import { createEagerReader } from './eager-reader.ts'
import type { EagerValues } from './eager-reader.ts'

/**
 * What a reader does after a message: waits for the next frame's value, asks for the state, or nothing. The trace is
 * read now and then.
 */
const looks = fc.constantFrom('frame', 'state', 'nothing', 'nothing', 'nothing')

interface Play {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly texts: readonly string[]
  readonly isWatched: boolean
  readonly look: (index: number) => 'frame' | 'state' | 'nothing'
}

/** Plays a stream to an occasional reader, and compares everything that it sees, at once and again at the end. */
function play({ app, endpoint, texts, isWatched, look }: Play): number {
  let sequence = 0
  const eager = createEagerReader(endpoint, app)
  const reader = createMessageReader(endpoint, app)
  const trace = createTraceRecorder({ runId: 'r', endpoint: endpoint.name, gradioVersion: app.version, route: 'direct' })
  const store = createRunStore({
    route: 'direct',
    clock: { now: () => ++sequence, schedule: () => () => {} },
    schedule: () => {},
    record: (event) => trace.record(event),
  })
  const expected = new Map<number, NonNullable<EagerValues>>()
  let latest: EagerValues = null
  const kept: { readonly seen: unknown; readonly copy: unknown }[] = []
  const keep = (seen: unknown): void => void kept.push({ seen, copy: structuredClone(seen) })
  const observed: RunEvent[] = []
  if (isWatched) store.observe((event) => observed.push(event))
  for (const [index, text] of texts.entries()) {
    const now = eager(text)
    const body = reader.read(parseMessage(text))
    if (body === null) {
      expect(now).toBeNull()
      continue
    }
    store.dispatch(body)
    if (body.type === 'output') {
      if (!now) throw new Error(`Step ${index} should have failed.`)
      latest = now
      expected.set(sequence, now)
    } else expect(now).toBeNull()
    const seen = look(index)
    if (seen === 'nothing') continue
    if (seen === 'frame') store.flush()
    if (index % 90 === 3) keep(trace.getTrace().events)
    const state = seen === 'frame' ? store.getSnapshot().state : store.getState()
    if (state.status !== 'running' || latest === null) continue
    expect({ data: state.data, updates: state.updates }).toEqual(latest)
    keep(state.data)
  }
  for (const event of [...observed, ...trace.getTrace().events]) {
    if (event.type === 'output') expect({ data: event.data, updates: event.updates }).toEqual(expected.get(event.sequence))
  }
  if (isWatched) expect(observed.filter(({ type }) => type === 'output')).toHaveLength(expected.size)
  for (const { seen, copy } of kept) expect(seen).toEqual(copy)
  return expected.size
}

const captured = SSE_VERSIONS.flatMap((version) => {
  const app = describeFixture(version)
  return captureNames(version).flatMap((capture) =>
    capturedRuns(version, capture).flatMap(({ fnIndex, messages }) => {
      const endpoint = app.endpoints.find((candidate) => candidate.fnIndex === fnIndex)
      const texts = messages.filter(({ msg }) => msg !== 'process_completed').map((message) => JSON.stringify(message))
      return endpoint && texts.length > 2 ? [{ app, endpoint, texts }] : []
    }),
  )
})

test('publishes of every capture what would have been made at once, whenever somebody looks', () => {
  let steps = 0
  fc.assert(
    fc.property(fc.constantFrom(...captured), fc.boolean(), fc.array(looks, { minLength: 40, maxLength: 40 }), (run, isWatched, plan) => {
      steps += play({ ...run, isWatched, look: (index) => plan[index % plan.length] ?? 'nothing' })
    }),
    { numRuns: 600 },
  )
  expect(captured.length).toBeGreaterThan(150)
  expect(steps).toBeGreaterThan(500)
})

const word = fc.constantFrom('a', ' b', '\n', '"', 'é', '9007199254740993')
const update = fc.record({ __type__: fc.constant('update'), value: word, label: word }, { requiredKeys: ['__type__'] })
const leaf = fc.oneof(word, fc.integer(), fc.constant(null), update)
const place = fc.oneof(fc.nat(3), fc.constantFrom('content', 'text', 'value', 'label', 'rows'))
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('append'), fc.tuple(fc.constant('chat'), fc.nat(3), fc.constant('text')), word) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('append'), fc.constant(['value']), word) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('add'), fc.constant(['chat', 9]), fc.record({ text: word, more: leaf })) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('replace'), fc.tuple(fc.constant('rows'), fc.nat(3), fc.nat(2)), leaf) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('delete'), fc.constant(['chat', 0]), fc.constant(null)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('replace', 'add', 'delete', 'append'), fc.array(place, { maxLength: 3 }), leaf) },
)
/** Edits that mostly fit a value of this shape; now and then one does not, and a value is sent whole again. */
const whole = fc.record({
  chat: fc.array(fc.record({ text: word }), { minLength: 4, maxLength: 5 }),
  rows: fc.constant(Array.from({ length: 4 }, () => [1, 2, 3])),
})
const firsts = fc.oneof(whole, word, update)
const edits = fc.oneof(
  { weight: 20, arbitrary: fc.array(edit, { maxLength: 2 }) },
  { weight: 1, arbitrary: firsts.map((value) => [['replace', [], value]]) },
)

const slots = [{ kind: 'value', index: 0 }, { kind: 'state' }, { kind: 'value', index: 1 }] as const

test('publishes of any stream of edits what would have been made at once', () => {
  const [first] = captured.filter(({ app }) => app.protocol === 'sse_v3')
  if (!first) throw new Error('No capture has edits.')
  const component = first.endpoint.returns[0]
  if (!component) throw new Error('The endpoint returns nothing.')
  // The second output is a chat, which is levelled on top: files in it get their addresses.
  const endpoint = {
    ...first.endpoint,
    outputSlots: slots,
    returns: [
      { ...component, component: 'textbox' },
      { ...component, component: 'chatbot' },
    ],
  }
  const message = (data: readonly unknown[]): string =>
    JSON.stringify({
      msg: 'process_generating',
      event_id: 'e',
      output: { data, is_generating: true, duration: 0.1, average_duration: 0.1, render_config: null, changed_state_ids: [] },
      success: true,
      time_limit: null,
    })
  const progress = fc
    .nat(9)
    .map(
      (index) =>
        `{"msg":"progress","event_id":"e","progress_data":[{"index":${index},"length":9,"unit":"steps","progress":null,"desc":null}]}`,
    )
  const step = fc.tuple(edits, edits).map(([one, two]) => message([one, null, two]))
  const stream = fc.tuple(
    fc.tuple(firsts, firsts).map(([one, two]) => message([one, null, two])),
    fc.array(fc.oneof({ weight: 8, arbitrary: step }, progress), { minLength: 1, maxLength: 320, size: 'max' }),
  )
  let longest = 0
  fc.assert(
    fc.property(
      stream,
      fc.boolean(),
      fc.array(looks, { minLength: 1, maxLength: 30 }),
      fc.nat(300),
      ([head, rest], isWatched, plan, quiet) => {
        longest = Math.max(longest, rest.length)
        // No reads for a while: steps in the middle of a long stretch are made later.
        play({
          ...first,
          endpoint,
          texts: [head, ...rest],
          isWatched,
          look: (index) => (index < quiet ? 'nothing' : (plan[index % plan.length] ?? 'nothing')),
        })
      },
    ),
    { numRuns: 25 },
  )
  expect(longest).toBeGreaterThan(260)
})

test('makes a value once, however often it is read, and shares what did not change with the one before', () => {
  const [first] = captured.filter(({ app }) => app.protocol === 'sse_v3')
  if (!first) throw new Error('No capture has edits.')
  const reader = createMessageReader(
    { ...first.endpoint, outputSlots: [{ kind: 'value', index: 0 }] },
    { protocol: 'sse_v3', version: '6.31.0' },
  )
  const read = (data: unknown) => {
    const body = reader.read(
      parseMessage(JSON.stringify({ msg: 'process_generating', event_id: 'e', output: { data: [data] }, success: true })),
    )
    if (body?.type !== 'output') throw new Error('no step')
    return body
  }
  const before = read([{ a: 1 }, { b: ['x'] }])
  const [old] = before.data as [{ a: number }[]]
  const [, second, third] = [1, 2, 3].map(() => read([['append', [1, 'b', 0], 'y']]))
  const last = third?.data[0] as unknown[]
  const middle = second?.data[0] as unknown[]
  expect([old, middle, last]).toEqual([
    [{ a: 1 }, { b: ['x'] }],
    [{ a: 1 }, { b: ['xyy'] }],
    [{ a: 1 }, { b: ['xyyy'] }],
  ])
  expect(last[0]).toBe(old[0])
  expect(middle[0]).toBe(old[0])
  expect(third?.data[0]).toBe(last)
})
