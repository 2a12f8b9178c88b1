import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../../src/client/protocol/output-diff.ts'
import { capturedRuns, captureNames, SSE_VERSIONS } from './captures.ts'

test.each<[string, unknown, unknown, unknown]>([
  ['no edit', 'a', [], 'a'],
  ['append to the whole text', 'a', [['append', [], 'b']], 'ab'],
  ['replace the whole value', 'a', [['replace', [], { b: 1 }]], { b: 1 }],
  ['replace a member', { a: { b: 1 } }, [['replace', ['a', 'b'], 2]], { a: { b: 2 } }],
  ['replace an item', [1, 2], [['replace', [1], 3]], [1, 3]],
  ['add a member', { a: 1 }, [['add', ['b'], 2]], { a: 1, b: 2 }],
  ['add to a list', [1], [['add', [1], 2]], [1, 2]],
  ['add to a list with an index that is wrong', [1], [['add', [9e15], 2]], [1, 2]],
  [
    'append to a text inside',
    [{ content: [{ text: 'a' }] }],
    [['append', [0, 'content', 0, 'text'], 'b']],
    [{ content: [{ text: 'ab' }] }],
  ],
  ['delete a member', { a: 1, b: 2 }, [['delete', ['a'], null]], { b: 2 }],
  ['delete a member that is not there', { a: 1 }, [['delete', ['b'], null]], { a: 1 }],
  [
    'delete rows counted in the old list (4.44)',
    [1, 2, 3, 4],
    [
      ['delete', [1], null],
      ['delete', [2], null],
      ['delete', [3], null],
    ],
    [1],
  ],
  [
    'delete rows counted in the new list (5, 6)',
    [1, 2, 3, 4],
    [
      ['delete', [1], null],
      ['delete', [1], null],
      ['delete', [1], null],
    ],
    [1],
  ],
  [
    'delete with spoiled indices (5, 6)',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      ['delete', [0, 1], null],
      ['delete', [0, 0], null],
      ['delete', [1, -1], null],
      ['delete', [1, -2], null],
    ],
    [[1], [4]],
  ],
  ['replace by another type', 1, [['replace', [], 'one']], 'one'],
  ['a number as the key of an object', { 1: 'a' }, [['replace', [1], 'b']], { 1: 'b' }],
])('applies %s', (_name, value, edits, expected) => {
  const before = structuredClone(value)
  expect(applyEdits(value, edits)).toEqual(expected)
  expect(value).toEqual(before)
})

test.each<[string, unknown, unknown]>([
  ['edits that are no list', 'a', 'append'],
  ['an edit that is no list', 'a', ['append']],
  ['an edit without a path', 'a', [['append']]],
  ['a path that is no list', 'a', [['append', 'a', 'b']]],
  ['an action nobody knows', { a: 1 }, [['move', ['a'], 1]]],
  ['deleting the whole value', 'a', [['delete', [], null]]],
  ['appending to a number', 1, [['append', [], 'a']]],
  ['appending a number', 'a', [['append', [], 1]]],
  ['a path through a text', 'abc', [['replace', [0], 'b']]],
  ['a path through null', { a: null }, [['replace', ['a', 'b'], 1]]],
  ['a path to nowhere', { a: 1 }, [['replace', ['b', 'c'], 1]]],
  ['an index beyond the end', [1], [['replace', [4_000_000_000], 1]]],
  ['a negative index', [1], [['replace', [-1], 1]]],
  ['an index that is a text', [1], [['replace', ['0'], 1]]],
  ['the length of a list', [1], [['replace', ['length'], 0]]],
  ['a key that is an object', { a: 1 }, [['replace', [{ a: 1 }], 1]]],
  ['deleting from an empty list', [], [['delete', [0], null]]],
  ['__proto__ as the last key', {}, [['add', ['__proto__'], { polluted: true }]]],
  ['__proto__ on the way', {}, [['add', ['__proto__', 'polluted'], true]]],
  ['constructor.prototype on the way', {}, [['add', ['constructor', 'prototype', 'polluted'], true]]],
  ['__proto__ of a list', [], [['add', ['__proto__', 'polluted'], true]]],
  ['an inherited member', {}, [['append', ['toString', 'name'], 'a']]],
])('refuses %s', (_name, value, edits) => {
  const before = structuredClone(value)
  expect(() => applyEdits(value, edits)).toThrow(expect.objectContaining({ code: 'stream-invalid' }))
  expect(value).toEqual(before)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('shares what an edit does not touch and copies only the path to it', () => {
  const value = { rows: [{ a: 1 }, { b: 2 }], meta: { c: 3 } }
  const after = applyEdits(value, [['replace', ['rows', 0, 'a'], 9]]) as typeof value
  expect(after.rows).not.toBe(value.rows)
  expect(after.rows[1]).toBe(value.rows[1])
  expect(after.meta).toBe(value.meta)
})

test('copies a list once for many edits of it', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => index)
  const edits = rows.slice(1).map((index) => ['delete', ['rows', index], null])
  expect(applyEdits({ rows }, edits)).toEqual({ rows: [0] })
})

test('changes no operand that a later edit goes into', () => {
  const operand = { list: [1] }
  applyEdits({}, [
    ['add', ['a'], operand],
    ['add', ['a', 'list', 1], 2],
  ])
  expect(operand).toEqual({ list: [1] })
})

test('never changes the old value nor reaches a prototype, whatever the edits', () => {
  const key = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom('a', 'b', '__proto__', 'constructor', 'prototype', 'length'))
  const edit = fc.tuple(fc.constantFrom('append', 'replace', 'add', 'delete', 'move'), fc.array(key, { maxLength: 4 }), fc.jsonValue())
  const value = fc.oneof(fc.jsonValue(), fc.constant({ a: { b: ['x'] }, b: [[1], { a: 'y' }] }))
  fc.assert(
    fc.property(value, fc.array(fc.oneof(edit, fc.jsonValue()), { maxLength: 5 }), (old, edits) => {
      const before = structuredClone(old)
      const members = Object.getOwnPropertyNames(Object.prototype).length
      try {
        applyEdits(old, edits)
      } catch (error) {
        expect(error).toMatchObject({ code: 'stream-invalid' })
      }
      expect(old).toEqual(before)
      expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(members)
    }),
  )
})

const streams = SSE_VERSIONS.filter((version) => !['4.8', '4.16'].includes(version)).flatMap((version) =>
  captureNames(version)
    .filter((name) => /^stream_(text|json|table|updates)|^chat$/.test(name))
    .map((name) => ({ version, name })),
)

test.each(streams)('arrives at the final value of $name on Gradio $version by its edits', ({ version, name }) => {
  for (const { messages } of capturedRuns(version, name)) {
    const steps = messages.filter(({ msg }) => msg === 'process_generating').map(({ output }) => output?.data?.[0])
    expect(steps.length).toBeGreaterThan(2)
    const last = steps.slice(1).reduce((value, edits) => applyEdits(value, edits), steps[0])
    expect(last).toEqual(messages.at(-1)?.output?.data?.[0])
  }
})

test.each([
  ['an action that is an object without a text', [[{ toString: 0 }, [], 1]]],
  ['an action on a member that is an object without a text', [[{ toString: 0, valueOf: 0 }, ['a'], 1]]],
  ['nonsense nested too deeply to be shown', JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown],
])('refuses %s', (_name, edits) => {
  expect(() => applyEdits({ a: 1 }, edits)).toThrow(expect.objectContaining({ code: 'stream-invalid' }))
})
