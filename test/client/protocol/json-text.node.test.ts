import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readItems, readMembers, writeMembers } from '../../../src/client/protocol/json-text.ts'

test.each([
  ['numbers as they were written', '{"a":1.0,"b":1e400,"c":-0,"d":[1.0]}', ['1.0', '1e400', '-0', '[1.0]']],
  ['integers above 2^53', '{"id":18446744073709551615}', ['18446744073709551615']],
  ['escapes', '{"\\u0061\\n":"\\u00e9\\"\\\\"}', ['"\\u00e9\\"\\\\"']],
  ['brackets inside texts', '{"a":"}]","b":{"c":"\\\\\\"}"},"d":[]}', ['"}]"', '{"c":"\\\\\\"}"}', '[]']],
  ['space anywhere', ' {\n"a" :\t1.50 , "b":{ "c" : 2.0 } }\r\n', ['1.50', '{ "c" : 2.0 }']],
  ['an empty object', '{ }', []],
  ['the last of a repeated name', '{"a":1,"a":2}', ['2']],
  ['literals', '{"a":true,"b":false,"c":null}', ['true', 'false', 'null']],
])('keeps %s', (_name, text, values) => {
  expect([...(readMembers(text)?.values() ?? [])]).toEqual(values)
})

test('decodes names and keeps hostile ones as data', () => {
  expect([...(readMembers('{"\\u0061":1,"__proto__":{"x":1}}') ?? [])]).toEqual([
    ['a', '1'],
    ['__proto__', '{"x":1}'],
  ])
})

test.each([
  '',
  ' ',
  'null',
  '[]',
  '"a"',
  '1',
  '{',
  '{"a"}',
  '{"a":}',
  '{"a":1',
  '{"a":1,}',
  '{,}',
  '{"a":1}x',
  '{"a":1}{',
  "{'a':1}",
  '{a:1}',
  '{"a":[1}}',
  '{"a":"b}',
  '{"a":01}',
  '{"a":1.}',
  '{"a":NaN}',
  '{"a":undefined}',
  '{"a":"\n"}',
  '{"\\x":1}',
  '{"a":1 2}',
  '{"a":{]}}',
  '\u00a0{}',
])('reads nothing from %j', (text) => {
  expect(readMembers(text)).toBeNull()
})

test('gives back every JSON object it takes apart', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue())
  fc.assert(
    fc.property(object, fc.constantFrom(undefined, 1), (value, space) => {
      const text = JSON.stringify(value, null, space)
      const members = readMembers(text)
      expect(JSON.parse(writeMembers(members ?? new Map()))).toEqual(JSON.parse(text))
    }),
  )
})

test('replaces one member and leaves the others as they were', () => {
  const members = readMembers('{"event_id":"a","output":{"data":[1.0]}}') ?? new Map<string, string>()
  members.set('event_id', JSON.stringify('b'))
  expect(writeMembers(members)).toBe('{"event_id":"b","output":{"data":[1.0]}}')
})

test.each<[string, string[] | null]>([
  ['[]', []],
  [' [ 1.0 , "a,]" , [2,{"b":[]}] ] ', ['1.0', '"a,]"', '[2,{"b":[]}]']],
  ['[1,]', null],
  ['[1', null],
  ['[1] 2', null],
  ['{"a":1}', null],
  ['', null],
])('reads the items of %s as they were written', (text, expected) => {
  expect(readItems(text)).toEqual(expected)
})
