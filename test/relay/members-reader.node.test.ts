/** The body of a request, read byte by byte: it takes what `JSON.parse` takes, cut anywhere, and nothing too deep. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMembers } from '../../src/client/protocol/json-text.ts'
import { MembersReader, MOST_LEVELS } from '../../src/relay/routes/members-reader.ts'
import { createTestBed, DEMO } from './relay-client.ts'

/** What the reader makes of a text, given in pieces of these lengths. */
function read(text: string, lengths: readonly number[] = []): unknown {
  const reader = new MembersReader()
  const bytes = new TextEncoder().encode(text)
  let at = 0
  for (const length of [...lengths, bytes.length]) {
    const fault = reader.take(bytes.subarray(at, (at += length)))
    if (fault !== null) return fault
  }
  const members = reader.end()
  return typeof members === 'string' ? members : [...members]
}

/** The same by other code: the whole text parsed, then split. */
function expected(text: string): unknown {
  try {
    JSON.parse(text)
  } catch {
    return 'malformed'
  }
  const members = readMembers(text)
  return members === null ? 'malformed' : [...members]
}

const cuts = fc.array(fc.nat(7), { maxLength: 40 })
const object = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 })
const spaced = fc.tuple(object, fc.constantFrom('', ' ', '\n\t', '  ')).map(([value, space]) => JSON.stringify(value, null, space))

test('takes every object, cut anywhere', () => {
  const property = fc.property(spaced, cuts, (text, lengths) => {
    expect(read(text, lengths)).toEqual(expected(text))
  })
  fc.assert(property, { numRuns: 2_000 })
})

test('takes and refuses what JSON.parse does, where a text was changed anywhere', () => {
  const pieces = fc.constantFrom(
    '"',
    '\\',
    '\\u00',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    'E+',
    'true',
    'nul',
    ' ',
    '\n',
    '\u0001',
    'é',
    '1.5e-7',
  )
  const changed = fc.tuple(spaced, fc.nat(), fc.nat(3), pieces).map(([text, at, gone, piece]) => {
    const index = at % (text.length + 1)
    return text.slice(0, index) + piece + text.slice(index + gone)
  })
  fc.assert(
    fc.property(changed, cuts, (text, lengths) => {
      // Half a character has no bytes of its own.
      fc.pre(new TextDecoder().decode(new TextEncoder().encode(text)) === text)
      expect(read(text, lengths)).toEqual(expected(text))
    }),
    { numRuns: 10_000 },
  )
})

test.each([
  '',
  ' ',
  '[]',
  '1',
  '"a"',
  'null',
  '{',
  '{"a":1',
  '{"a":1}x',
  '{"a":1,}',
  '{,}',
  '{"a" 1}',
  '{a:1}',
  "{'a':1}",
  '{"a":01}',
  '{"a":1.}',
  '{"a":.5}',
  '{"a":-}',
  '{"a":1e}',
  '{"a":+1}',
  '{"a":NaN}',
  '{"a":tru}',
  '{"a":[1,]}',
  '{"a":[}',
  '{"a":"\\x"}',
  '{"a":"\\u12g4"}',
  '{"a":"\n"}',
])('calls %j malformed', (text) => expect(read(text)).toBe('malformed'))

test('counts levels and members', () => {
  const nested = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  expect(read(nested(MOST_LEVELS))).toHaveLength(1)
  expect(read(nested(MOST_LEVELS + 1))).toBe('too-deep')
  expect(read(`{${Array.from({ length: 101 }, (_, index) => `"${index}":1`).join(',')}}`)).toBe('too-many-members')
})

test.each([
  [
    'nested',
    (text: string) => `{"data":${text}}`,
    [422, 'input-invalid', 'The body is nested deeper than the 500 levels this relay takes.'],
  ],
  ['nested in a name of the relay', (text: string) => `{"session_hash":${text}}`, [422, 'input-invalid', expect.any(String)]],
])('refuses 15 MB of lists that are %s, before the rest is read', async (_name, bodyOf, answer) => {
  const { app, relay } = createTestBed()
  const bytes = new TextEncoder().encode(bodyOf('['.repeat(7_500_000) + ']'.repeat(7_500_000)))
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(sent, (sent += 65_536)))
    },
  })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' }
  const response = await relay.fetch(new Request(`${DEMO}/queue/join`, init))
  const { code, message } = await response.json()
  expect([response.status, code, message]).toEqual(answer)
  expect(sent).toBeLessThan(1_000_000)
  expect(app.requests).toEqual([])
})

test('parses nothing of a value that is too long for one', async () => {
  const { post } = createTestBed()
  const response = await post(`${DEMO}/queue/join`, `{"fn_index":0,"data":[],"session_hash":[${'[],'.repeat(100_000)}1]}`)
  expect([response.status, await response.json()]).toEqual([400, { detail: 'Session hash not found.' }])
})

test('splits no list of more values than a call has', async () => {
  const { post } = createTestBed()
  const response = await post(`${DEMO}/call/echo`, `{"data":[${'[],'.repeat(1_000)}1]}`)
  expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ type: 'list_type' }] }])
})
