/** Nothing a server says reaches a prototype or throws: captures of real apps, with members put in that try to. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { errorInAnswer } from '../../../src/client/connection/http/error-in-answer.ts'
import { isGradioStreamError } from '../../../src/client/errors.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { parseMessage, readMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { applyEdits } from '../../../src/client/protocol/output-diff.ts'
import { pollResponse } from '../../../src/client/protocol/poll-response.ts'
import { readDiscoverResponse } from '../../../src/client/protocol/relay-protocol.ts'
import { toPlain } from '../../../src/client/run/late-steps.ts'
import { createMessageReader } from '../../../src/client/run/read-messages.ts'
import { reduceRun } from '../../../src/client/run/reduce-run.ts'
import { IDLE } from '../../../src/client/run/run-state.ts'
import { translateMessage } from '../../../src/relay/engine/translate-message.ts'
import { configForClient, readAppConfig } from '../../../src/relay/upstream/app-config.ts'
import { urlRewriter } from '../../../src/relay/upstream/rewrite-urls.ts'

const VERSIONS = ['3', '4', '5', '6']
const NAMES = ['stream_text', 'stream_table', 'stream_updates', 'progress', 'logs', 'fail', 'chat', 'files', 'queue_positions']
const KEYS = ['__proto__', 'constructor', 'prototype'] as const
const builtIns = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const before = builtIns.map((prototype) => Object.getOwnPropertyNames(prototype).join())

afterEach(() => {
  expect(builtIns.map((prototype) => Object.getOwnPropertyNames(prototype).join())).toEqual(before)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

const folder = new URL('../../fixtures/captures/', import.meta.url)
const read = (version: string, file: string): string => readFileSync(new URL(`gradio-${version}/${file}`, folder), 'utf8')

/** Texts of the messages of a version's captures, at most `length` long. */
function messagesOf(version: string, length = 4000): string[] {
  return NAMES.flatMap((name) => {
    try {
      return read(version, `${name}.jsonl`).split('\n')
    } catch {
      return []
    }
  }).flatMap((line) => {
    const data: unknown = /"kind": ?"(?:sse|ws_recv)"/.test(line) ? JSON.parse(line).data : undefined
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    return text && text.length < length ? [text] : []
  })
}

/** A place among the objects of a JSON text, and what is put there. */
const hostile = fc.record({
  place: fc.nat(),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom('{"polluted":true}', '{"prototype":{"polluted":true}}', 'null', '[]', '"x"'),
})

function putIn(text: string, { place, key, value }: { place: number; key: string; value: string }): string {
  const braces = [...text.matchAll(/\{/g)].map((match) => match.index)
  const at = braces[place % Math.max(1, braces.length)]
  if (at === undefined) return text
  const rest = text.slice(at + 1)
  const changed = `${text.slice(0, at + 1)}"${key}":${value}${rest.trimStart().startsWith('}') ? '' : ','}${rest}`
  // A brace inside a text is no place for a member.
  return isJson(changed) ? changed : text
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const isPolluted = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'polluted' in value && !Object.hasOwn(value, 'polluted')

/** Whether an object anywhere in a value has been given a prototype of the server's. */
function hasForeignPrototype(value: unknown): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    if (isPolluted(next)) return true
    open.push(...Object.values(next))
  }
  return false
}

function endpoints(version: string) {
  const config: unknown = JSON.parse(read(version, 'config.json'))
  const info: unknown = JSON.parse(read(version, 'info.json'))
  const place = {
    address: 'http://a.test',
    route: 'direct',
    rootUrl: 'http://a.test',
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  } as const
  return describeApp({ ...place, config, info })
}

test.each(VERSIONS)('messages of Gradio %s, with hostile members, are read and reduced', (version) => {
  const texts = messagesOf(version)
  expect(texts.length).toBeGreaterThan(0)
  const app = endpoints(version)
  const translation = { runId: 'r', upstreamEventId: 'e', rewriteUrls: urlRewriter(['http://a.test'], 'http://a.test', 'http://r.test') }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...texts), hostile), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...app.endpoints),
      (changes, endpoint) => {
        const reader = createMessageReader(endpoint, app)
        let state = reduceRun(IDLE, { type: 'submitted', sequence: 1, at: 0 })
        for (const [index, [text, change]] of changes.entries()) {
          const mutated = putIn(text, change)
          expect(translateMessage(mutated, translation).kind).toBeTypeOf('string')
          const body = reader.read(parseMessage(mutated))
          if (body) state = reduceRun(state, { ...toPlain(body), sequence: index + 2, at: 0 })
        }
        expect(hasForeignPrototype(state)).toBe(false)
      },
    ),
    { numRuns: 400 },
  )
})

test.each(VERSIONS)(
  'config and info of Gradio %s, with hostile members, are described and passed on',
  (version) => {
    const [config, info] = [read(version, 'config.json'), read(version, 'info.json')]
    const place = {
      address: 'http://a.test',
      route: 'direct',
      rootUrl: 'http://a.test',
      supportsSSE: true,
      capabilities: DIRECT_CAPABILITIES,
    } as const
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const text = putIn(config, one)
        try {
          const app = describeApp({ ...place, config: JSON.parse(text), info: JSON.parse(putIn(info, other)) })
          expect(hasForeignPrototype(app)).toBe(false)
          const read = readAppConfig({ status: 200, text, retryAfterMs: undefined }, 'http://a.test')
          const shown = JSON.parse(
            configForClient(read, { rootUrl: 'http://r.test', shownRoot: '', showsUser: false, maxUploadBytes: 1e6 }),
          )
          expect(hasForeignPrototype(shown)).toBe(false)
        } catch (error) {
          if (!isGradioStreamError(error)) throw error
        }
      }),
      { numRuns: 60 },
    )
  },
  30_000,
)

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS, 'a', 'b', 'polluted'), fc.string()), tie('value')), { maxLength: 4 })
      .map((members) => {
        // As `JSON.parse` makes it: a member named `__proto__` is one like any other.
        const object: Record<string, unknown> = {}
        for (const [name, value] of members)
          Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
        return object
      }),
  ),
})).value

test('edits with any path either apply or are refused, and reach no prototype', () => {
  const key = fc.oneof(fc.constantFrom(...KEYS, 'a', 'b', 'toString', 'length'), fc.integer({ min: -2, max: 4 }))
  const edit = fc.tuple(fc.constantFrom('append', 'replace', 'add', 'delete', 'x'), fc.array(key, { maxLength: 4 }), json)
  fc.assert(
    fc.property(json, fc.array(edit, { maxLength: 5 }), (value, edits) => {
      const kept = JSON.stringify(value)
      try {
        expect(hasForeignPrototype(applyEdits(value, edits))).toBe(false)
      } catch (error) {
        expect(isGradioStreamError(error, 'stream-invalid')).toBe(true)
      }
      expect(JSON.stringify(value)).toBe(kept)
    }),
    { numRuns: 3000 },
  )
})

test('any component update is merged without reaching a prototype', () => {
  const app = endpoints('6')
  const endpoint = app.endpoints.find(({ name }) => name === '/stream_updates')
  if (!endpoint) throw new Error('The fixture has no /stream_updates.')
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), (values) => {
      const reader = createMessageReader(endpoint, app)
      for (const value of values) {
        const update = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, __type__: 'update' } : value
        const body = reader.read(readMessage({ msg: 'process_generating', event_id: 'e', output: { data: [update] }, success: true }))
        if (body?.type !== 'output') continue
        for (const one of body.updates) {
          expect(isPolluted(one)).toBe(false)
          expect(Object.getPrototypeOf(one ?? {})).toBe(Object.prototype)
        }
      }
    }),
  )
})

test('any answer to a poll or a discovery is judged, and reaches no prototype', () => {
  fc.assert(
    fc.property(json, json, (value, details) => {
      const read = pollResponse.safeParse(value)
      if (read.success) expect(hasForeignPrototype(read.data)).toBe(false)
      expect(hasForeignPrototype(readDiscoverResponse(value))).toBe(false)
      const answer = {
        url: 'http://a.test/x',
        status: 400,
        value: { code: 'input-invalid', message: 'no', details },
        seen: '',
        retryAfterMs: undefined,
      }
      const error = errorInAnswer(answer)
      if (!isGradioStreamError(error, 'input-invalid')) return
      expect(hasForeignPrototype(error.details)).toBe(false)
      for (const issue of error.details.issues) expect(issue.message).toBeTypeOf('string')
    }),
  )
})

test.each<[string, unknown, object]>([
  ['issues that are no list', { issues: 5 }, { issues: [] }],
  [
    'issues of the wrong shape',
    { issues: [5, null, { parameter: 3 }, { message: 'no' }] },
    { issues: [{ parameter: null, code: 'app-words', params: {}, message: 'no' }] },
  ],
  ...['no-such-code', 'constructor', 5, undefined].map((code): [string, unknown, object] => [
    `an issue's code ${code}`,
    { issues: [{ parameter: 'a', code, params: { limit: 5 }, message: 'no' }] },
    { issues: [{ parameter: 'a', code: 'app-words', params: {}, message: 'no' }] },
  ]),
  ...[undefined, 5, {}, { limit: '5' }, { limit: Number.NaN }].map((params): [string, unknown, object] => [
    `params ${JSON.stringify(params)} that an issue's code does not have`,
    { issues: [{ parameter: 'a', code: 'value-too-deep', params, message: 'no' }] },
    { issues: [{ parameter: 'a', code: 'app-words', params: {}, message: 'no' }] },
  ]),
  ['names that are none', { available: 'x' }, { available: [] }],
  ['an address of its own', { url: 'http://evil.test' }, { url: 'http://a.test/x' }],
  ['a status that is no number', { status: 'x' }, { status: 400 }],
  ['a very long text', { title: 'x'.repeat(1_000_000) }, { title: `${'x'.repeat(10_000)}…` }],
])('takes %s out of an error of the wire', (_name, details, expected) => {
  const answer = {
    url: 'http://a.test/x?session_hash=s',
    status: 400,
    value: { code: 'endpoint-unknown', message: 'no', details },
    seen: '',
    retryAfterMs: undefined,
  }
  expect(errorInAnswer(answer)?.details).toMatchObject(expected)
})

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

test.each([
  ['a message that is one list', deep(100_000)],
  ['a known message with a wrong field', `{"msg":"log","event_id":"e","log":${deep(100_000)},"level":"info"}`],
  ['edits that are none', `{"msg":"process_generating","event_id":"e","output":{"data":[[${deep(100_000)}]]},"success":true}`],
  ['the words of a failure', `{"msg":"process_completed","event_id":"e","output":{"error":${deep(100_000)}},"success":false}`],
])('reads %s nested a hundred thousand deep without running out of stack', (_name, text) => {
  const app = endpoints('6')
  const endpoint = app.endpoints.find(({ name }) => name === '/stream_text')
  if (!endpoint) throw new Error('The fixture has no /stream_text.')
  const reader = createMessageReader(endpoint, app)
  reader.read(readMessage({ msg: 'process_generating', event_id: 'e', output: { data: ['a'] }, success: true }))
  expect(() => reader.read(parseMessage(text))).not.toThrow()
})

test('reads an issue of the wire with its code and what belongs to it, and nothing else', () => {
  const wire = (code: string, params: object) => ({ parameter: 'a', code, params: { ...params, more: 1 }, message: 'no' })
  const known: readonly (readonly [string, object])[] = [
    ['value-missing', {}],
    ['list-length', { path: 'x', least: 1, most: null, given: 0 }],
    ['value-mismatched', { path: '', wanted: ['text', '"a"'] }],
  ]
  const issues = known.map(([code, params]) => wire(code, params))
  const answer = {
    url: 'http://a.test/x',
    status: 400,
    value: { code: 'input-invalid', message: 'no', details: { issues } },
    seen: '',
    retryAfterMs: undefined,
  }
  const expected = known.map(([code, params]) => ({ parameter: 'a', code, params, message: 'no' }))
  expect(errorInAnswer(answer)?.details).toMatchObject({ issues: expected })
  expect(JSON.stringify(errorInAnswer(answer)?.details)).not.toContain('more')
})
