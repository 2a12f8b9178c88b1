/** Nothing a server says makes the pure rooms crash, write to a prototype or to what they were given. */
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { isGradioStreamError } from '../../src/client/errors.ts'
import { DIRECT_CAPABILITIES } from '../../src/client/protocol/describe/app-description.ts'
import type { AppDescription } from '../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../src/client/protocol/describe/describe-app.ts'
import { toParameterValues } from '../../src/client/protocol/values/inputs.ts'
import { toWireData } from '../../src/client/protocol/values/wire-data.ts'
import { readMembers, writeMembers } from '../../src/client/protocol/json-text.ts'
import { parseMessage, readMessage } from '../../src/client/protocol/gradio-messages.ts'
import { applyEdits } from '../../src/client/protocol/output-diff.ts'
import { toPlain } from '../../src/client/run/late-steps.ts'
import { createMessageReader } from '../../src/client/run/read-messages.ts'
import { LOG_LIMIT, reduceRun } from '../../src/client/run/reduce-run.ts'
import { IDLE, isSettled } from '../../src/client/run/run-state.ts'
import type { RunState } from '../../src/client/run/run-state.ts'
import { captureNames, capturedRuns, describeFixture, readFixture, SSE_VERSIONS } from '../client/protocol/captures.ts'
import { deepText, expectNoPollution, fuzzing, frozen, hostileJson, MESSAGE_TEXTS, mutated, mutatedJson } from './hostile.ts'

afterEach(expectNoPollution)

const anyText = fc.oneof(
  { weight: 6, arbitrary: mutated(MESSAGE_TEXTS) },
  { weight: 3, arbitrary: hostileJson.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: deepText },
)
const KINDS = ['message', 'unrecognized', 'invalid']

/** Runs it; an error may only be one of the library's own. */
function attempt<Value>(act: () => Value): Value | null {
  try {
    return act()
  } catch (error) {
    if (!isGradioStreamError(error)) throw error
    return null
  }
}

test('any text is a message, an unrecognized or an invalid one', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const reading = parseMessage(text)
      expect(KINDS).toContain(reading.kind)
      if (reading.kind === 'invalid') expect(reading.error.message.length).toBeLessThan(100_000)
    }),
    fuzzing,
  )
})

const messages = MESSAGE_TEXTS.map((text): unknown => JSON.parse(text))

test('any JSON is a message, an unrecognized or an invalid one', () => {
  fc.assert(
    fc.property(fc.oneof(mutatedJson(messages), hostileJson), (value) => {
      expect(KINDS).toContain(readMessage(frozen(value)).kind)
    }),
    fuzzing,
  )
})

const played = SSE_VERSIONS.flatMap((version) => {
  const app = describeFixture(version)
  return captureNames(version).flatMap((capture) =>
    capturedRuns(version, capture).flatMap((run) => {
      const endpoint = app.endpoints.find(({ fnIndex }) => fnIndex === run.fnIndex)
      return endpoint && run.messages.length > 0 ? [{ app, endpoint, texts: run.messages.map((message) => JSON.stringify(message)) }] : []
    }),
  )
})

test('a run whose messages are changed, doubled, left out and mixed is reduced to a state, and a settled one stays', () => {
  const mixed = fc.constantFrom(...played).chain(({ app, endpoint, texts }) =>
    fc.record({
      app: fc.constant(app),
      endpoint: fc.constant(endpoint),
      texts: fc.array(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...texts) },
          { weight: 4, arbitrary: mutated(texts) },
          { weight: 2, arbitrary: mutatedJson(texts.map((text): unknown => JSON.parse(text))).map((value) => JSON.stringify(value)) },
          { weight: 1, arbitrary: anyText },
        ),
        { maxLength: 25 },
      ),
    }),
  )
  fc.assert(
    fc.property(mixed, ({ app, endpoint, texts }) => {
      const reader = createMessageReader(endpoint, app)
      let state: RunState = IDLE
      for (const [index, text] of texts.entries()) {
        const body = reader.read(parseMessage(text))
        if (body === null) continue
        const next = reduceRun(state, frozen({ ...toPlain(body), sequence: index + 1, at: index }))
        if (isSettled(state)) expect(next).toBe(state)
        if ('data' in next && next.status === 'succeeded') expect(next.data).toHaveLength(endpoint.returns.length)
        state = next
      }
    }),
    fuzzing,
  )
})

test('keeps a bounded number of log lines of an app that never stops talking', () => {
  const [first] = played
  if (!first) throw new Error('no captures')
  const reader = createMessageReader(first.endpoint, first.app)
  let state: RunState = IDLE
  for (let index = 1; index <= 10 * LOG_LIMIT; index += 1) {
    const body = reader.read(parseMessage(`{"msg":"log","event_id":"e","log":"line ${index}","level":"info"}`))
    if (body) state = reduceRun(state, { ...toPlain(body), sequence: index, at: index })
  }
  expect(state).toMatchObject({ droppedLogCount: 9 * LOG_LIMIT })
  expect('logs' in state && state.logs).toHaveLength(LOG_LIMIT)
})

test('edits of any kind on any value change a copy or are refused', () => {
  const path = fc.array(
    fc.oneof(
      fc.integer({ min: -2, max: 5 }),
      fc.constantFrom('a', 'data', '__proto__', 'constructor', 'prototype', 'length', '0', '-1', '1e3'),
      hostileJson,
    ),
    { maxLength: 5 },
  )
  const edit = fc.tuple(
    fc.oneof(fc.constantFrom('append', 'replace', 'add', 'delete'), hostileJson),
    fc.oneof(path, hostileJson),
    hostileJson,
  )
  fc.assert(
    fc.property(hostileJson, fc.oneof(fc.array(fc.oneof(edit, hostileJson), { maxLength: 6 }), hostileJson), (value, edits) => {
      attempt(() => applyEdits(frozen(value), frozen(edits)))
      expectNoPollution()
    }),
    fuzzing,
  )
})

const fixtures = SSE_VERSIONS.map((version) => ({ config: readFixture(version, 'config.json'), info: readFixture(version, 'info.json') }))

test('a config and an info of any shape describe an app that can be asked, or are refused', () => {
  const source = fc.record({
    config: fc.oneof({ weight: 6, arbitrary: mutatedJson(fixtures.map(({ config }) => config)) }, { weight: 1, arbitrary: hostileJson }),
    info: fc.oneof(
      { weight: 3, arbitrary: mutatedJson(fixtures.map(({ info }) => info)) },
      { weight: 1, arbitrary: hostileJson },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  })
  const about = {
    address: 'http://app.test',
    route: 'direct' as const,
    rootUrl: 'http://app.test',
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  }
  fc.assert(
    fc.property(source, fc.array(hostileJson, { maxLength: 4 }), ({ config, info }, inputs) => {
      const app = attempt<AppDescription>(() => describeApp({ ...about, config: frozen(config), info: frozen(info) }))
      for (const endpoint of app?.endpoints ?? []) {
        expect(new URL(endpoint.url).origin).toBe('http://app.test')
        const values = attempt(() => toParameterValues(endpoint, inputs))
        if (values) expect(toWireData(endpoint, values)).toHaveLength(endpoint.inputSlots.length)
      }
      if (app) expect(new URL(app.apiUrl).origin).toBe('http://app.test')
    }),
    // A config is large: a tenth of the runs take as long as the other properties.
    { ...fuzzing, numRuns: Math.ceil(fuzzing.numRuns / 10) },
  )
})

test('the members of a text are those of its JSON, or it has none', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const members = readMembers(text)
      const value = attemptJson(text)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return
      expect(members && [...members.keys()].toSorted()).toEqual(Object.keys(value).toSorted())
      if (members) expect(JSON.parse(writeMembers(members))).toEqual(value)
    }),
    fuzzing,
  )
})

function attemptJson(text: string): unknown {
  // What is too deep to compare is left to the test above, which reads it.
  if (text.length > 20_000) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
