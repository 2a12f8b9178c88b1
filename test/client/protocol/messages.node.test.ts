import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseExact } from '../../../src/client/protocol/exact-json.ts'
import { isHotMessage, readHotText } from '../../../src/client/protocol/frequent-messages.ts'
import { MESSAGE_SCHEMAS, parseMessage, readMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { captureNames, queueMessages, readCapture, SSE_VERSIONS } from './captures.ts'

const versions = SSE_VERSIONS.map((version) => ({ version }))
/** Known to the protocol of 4.0 to 4.8 only, which this client does not speak yet. */
const OF_OLD_QUEUE = new Set(['send_data', 'queue_full'])

test.each(versions)('reads every queue message Gradio $version was seen to send', ({ version }) => {
  const messages = captureNames(version).flatMap((name) => queueMessages(readCapture(version, name)))
  const unread = messages.filter((message) => parseMessage(JSON.stringify(message)).kind !== 'message')
  expect(messages.length).toBeGreaterThan(200)
  expect(unread.filter(({ msg }) => !OF_OLD_QUEUE.has(msg))).toEqual([])
})

test('keeps the digits of a seed, and reads on where Python wrote NaN', () => {
  const text = '{"msg":"process_completed","event_id":"a","output":{"data":[18446744073709551615,NaN,0.30000000000000004]},"success":true}'
  expect(parseMessage(text)).toMatchObject({ kind: 'message', message: { output: { data: [18446744073709551615n, null, 0.1 + 0.2] } } })
})

test('gives a message that nobody knows its name', () => {
  expect(readMessage({ msg: 'process_paused', event_id: 'a' })).toEqual({ kind: 'unrecognized', eventId: 'a', msg: 'process_paused' })
})

test.each([
  ['no JSON', '{"msg":', null],
  ['a list', '[]', null],
  ['a number', '1', null],
  ['no msg', '{"event_id":"a"}', null],
  ['a msg that is no text', '{"msg":1}', null],
  ['a field of the wrong type', '{"msg":"process_completed","event_id":"a","success":"yes"}', 'process_completed'],
  ['a number that is none', '{"msg":"estimation","rank":1e999}', 'estimation'],
  ['a hot message of the wrong shape', '{"msg":"progress","progress_data":[{"index":"1"}]}', 'progress'],
])('says what is wrong with %s', (_name, data, msg) => {
  const reading = parseMessage(data)
  expect(reading).toMatchObject({ kind: 'invalid', msg, error: { code: 'message-invalid' } })
  expect(reading.kind === 'invalid' && reading.error.message).toContain('A message of the app')
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes no message for known because objects have a "%s"', (msg) => {
  expect(readMessage(JSON.parse(`{"msg":${JSON.stringify(msg)}}`)).kind).toBe('unrecognized')
})

/** Mostly what the field is for, at times anything. */
function mostly(usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(1, 0.5, Infinity, NaN, '', 'a', true, false, [], {}, [1])
  return fc.oneof(
    { weight: 8, arbitrary: usual },
    { weight: 4, arbitrary: fc.constantFrom(null, undefined) },
    { weight: 1, arbitrary: odd },
  )
}

test('agrees with the schema about every frequent message, whatever its fields hold', () => {
  const text = mostly(fc.string({ maxLength: 3 }))
  const number = mostly(fc.integer())
  const flag = mostly(fc.boolean())
  const unit = mostly(
    fc.record({ index: number, length: number, unit: text, progress: number, desc: text, more: text }, { requiredKeys: [] }),
  )
  const output = mostly(
    fc.record(
      { data: mostly(fc.array(text)), error: text, is_generating: flag, duration: number, average_duration: number, title: text },
      { requiredKeys: [] },
    ),
  )
  const message = fc.record(
    {
      msg: fc.constantFrom('progress', 'process_generating', 'estimation', 'log', 'heartbeat'),
      event_id: text,
      progress_data: mostly(fc.array(unit, { maxLength: 3 })),
      output,
      success: flag,
      rank: number,
      queue_size: number,
      rank_eta: number,
      log: text,
      level: text,
      duration: number,
      visible: flag,
      title: text,
      more: text,
    },
    { requiredKeys: ['msg'] },
  )
  const seen = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(message, (value) => {
      const result = z.safeParse(MESSAGE_SCHEMAS[value.msg], value)
      seen[result.success ? 'accepted' : 'refused']++
      expect(isHotMessage(value.msg, value)).toBe(result.success)
      if (result.success) expect(result.data).toEqual(value)
    }),
    { numRuns: 3000 },
  )
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(300)
})

test('reads a text nested more deeply than can be written again', () => {
  const reading = parseMessage('['.repeat(50_000) + ']'.repeat(50_000))
  expect(reading).toMatchObject({ kind: 'invalid', error: { code: 'message-invalid' } })
})

test.each(versions)('takes steps and progress of Gradio $version from their text as they are in JSON', ({ version }) => {
  const texts = captureNames(version).flatMap((name) => queueMessages(readCapture(version, name)).map((message) => JSON.stringify(message)))
  const frequent = texts.filter((text) => /^\{"msg":"(?:progress|process_generating)"/.test(text))
  const hot = frequent.filter((text) => readHotText(text) !== null)
  for (const text of hot) expectSame(text)
  // 4.8 names no run in its messages.
  if (version !== '4.8') expect(hot.length).toBeGreaterThan(0.9 * frequent.length)
})

test('takes from its text only a message that its schema accepts, whatever is changed in it', () => {
  const names = ['progress', 'progress_tqdm', 'stream_text', 'stream_json', 'chat', 'stream_updates']
  const texts = names.flatMap((name) => queueMessages(readCapture('6', name)).map((message) => JSON.stringify(message)))
  const frequent = texts.filter((text) => readHotText(text) !== null)
  const piece = fc.constantFrom(
    '',
    '"',
    '\\',
    '\\"',
    '\\u00e9',
    '\\x',
    '\n',
    '1',
    '-',
    '.',
    'e9',
    'e999',
    '9007199254740993',
    '01',
    'null',
    'true',
    'NaN',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"data":[',
    ',"is_generating":true',
    '"msg":"log"',
    ' ',
  )
  const change = fc.record({ at: fc.nat(2000), cut: fc.nat(6), piece })
  const seen = { hot: 0, other: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...frequent), fc.array(change, { minLength: 1, maxLength: 2 }), (text, changes) => {
      const changed = changes.reduce((now, { at, cut, piece: put }) => {
        const place = at % now.length
        return now.slice(0, place) + put + now.slice(place + cut)
      }, text)
      seen[readHotText(changed) === null ? 'other' : 'hot'] += 1
      expectSame(changed)
    }),
    { numRuns: 5000 },
  )
  expect(Math.min(seen.hot, seen.other)).toBeGreaterThan(100)
})

/** The text read as it comes, beside the same text parsed in whole and judged by its schema. */
function expectSame(text: string): void {
  const reading = parseMessage(text)
  let whole: unknown
  try {
    whole = parseExact(text)
  } catch {
    expect(reading).toMatchObject({ kind: 'invalid', msg: null })
    return
  }
  const { msg, event_id } = whole as { msg: keyof typeof MESSAGE_SCHEMAS; event_id?: string }
  if (reading.kind !== 'message') {
    expect(readMessage(whole).kind).toBe(reading.kind)
    return
  }
  expect(z.safeParse(MESSAGE_SCHEMAS[msg], whole).success).toBe(true)
  expect([reading.msg, reading.eventId, reading.message]).toEqual([msg, event_id ?? null, whole])
  if (reading.data) expect(reading.data).toEqual((whole as { output: { data: unknown } }).output.data)
}
