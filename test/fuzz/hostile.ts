/**
 * What a hostile server might send: captured messages with changed bytes and values, names that reach prototypes, deep
 * nesting, and random bytes. Seeded; `FUZZ_RUNS` makes it longer.
 */
import * as fc from 'fast-check'
import { expect, vi } from 'vitest'
import { captureNames, capturedRuns } from '../client/protocol/captures.ts'

/** Runs of each property. */
export const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? 300)
export const fuzzing = { numRuns: FUZZ_RUNS, seed: Number(process.env.FUZZ_SEED ?? 6) }

// Long runs take as long as they are told to.
vi.setConfig({ testTimeout: 1_800_000 })

/** Texts of captured messages, the longest left out. */
export const MESSAGE_TEXTS: readonly string[] = ['4', '5', '6'].flatMap((version) =>
  captureNames(version).flatMap((capture) =>
    capturedRuns(version, capture).flatMap(({ messages }) =>
      messages.map((message) => JSON.stringify(message)).filter(({ length }) => length < 4000),
    ),
  ),
)

/** What is dangerous to paste into a JSON text or a stream. */
const TOKENS = [
  '{', '}', '[', ']', '"', ',', ':', '\\', '\n', '\r', '\n\n', '\0', '\u2028', '\ud800', '1e999', '-0', '-', 'null', 'true', '""', '{}', '[]',
  '"__proto__":{"polluted":1},', '"constructor":{"prototype":{"polluted":1}},', '"toString":null,', '"length":1e9,', '"then":1,',
  'data: ', 'id: ', 'id: \0\n', 'retry: 99999999999999999999\n', 'retry: -1\n', 'event: x\n', ':\n', '"msg":"heartbeat",', '"msg":"close_stream",',
  '"msg":"process_completed",', '"msg":"unexpected_error",', '"event_id":"other",', '"success":false,', '"data":null,', '"__type__":"update",',
] as const // prettier-ignore

interface TextEdit {
  readonly at: number
  readonly cut: number
  readonly paste: string
}

const textEdit: fc.Arbitrary<TextEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  paste: fc.oneof(fc.constant(''), fc.constantFrom(...TOKENS), fc.string({ maxLength: 4, unit: 'binary' })),
})

/** The text with some of its characters cut out and others pasted in. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(textEdit, { minLength: 1, maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((now, { at, cut, paste }) => {
      const from = Math.floor(at * now.length)
      return now.slice(0, from) + paste + now.slice(from + cut)
    }, text),
  )
}

/** Lists or objects within each other, deeper than a recursive reader survives. */
export const deepText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom<[string, string]>(['[', ']'], ['{"a":', '}'], ['{"__proto__":', '}']), fc.constantFrom(50, 2000, 20_000))
  .map(([[open, close], depth]) => open.repeat(depth) + '1' + close.repeat(depth))

const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'then', 'toJSON', '__type__'),
  fc.constantFrom(
    'msg',
    'event_id',
    'output',
    'data',
    'error',
    'success',
    'value',
    'path',
    'url',
    'rank',
    'progress_data',
    'id',
    'props',
    'type',
  ),
  fc.string({ maxLength: 3 }),
)

/** Any JSON, with the names that matter; `__proto__` is an own member, as `JSON.parse` makes it. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, '', 'update', 'a'),
      fc.string({ maxLength: 6, unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => ownMembers(members)),
  ),
})).value

function ownMembers(members: readonly (readonly [string, unknown])[]): object {
  const object = {}
  for (const [name, value] of members) Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  return object
}

/** A JSON value with some of its parts replaced by hostile ones. */
export function mutatedJson(values: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.record({ pick: fc.nat(), value: hostileJson, name: key, isAdded: fc.boolean() })
  return fc.tuple(fc.constantFrom(...values), fc.array(change, { minLength: 1, maxLength: 5 })).map(([value, changes]) => {
    const copy: unknown = JSON.parse(JSON.stringify(value))
    const holders: object[] = []
    const walk = (part: unknown): void => {
      if (typeof part !== 'object' || part === null) return
      holders.push(part)
      for (const child of Object.values(part)) walk(child)
    }
    walk(copy)
    for (const { pick, value: hostile, name, isAdded } of changes) {
      const holder = holders[pick % Math.max(1, holders.length)]
      if (!holder) continue
      const names = Object.keys(holder)
      const place =
        isAdded && !Array.isArray(holder) ? name : (names[pick % Math.max(1, names.length)] ?? (Array.isArray(holder) ? '0' : name))
      Object.defineProperty(holder, place, { value: hostile, enumerable: true, configurable: true, writable: true })
    }
    return copy
  })
}

const PROTOTYPES: readonly object[] = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Promise.prototype,
  Map.prototype,
]
const clean = PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype))

/** Fails when anything was added to or taken from a prototype. */
export function expectNoPollution(): void {
  expect(PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype))).toEqual(clean)
  expect('polluted' in {}).toBe(false)
}

/** Freezes all the way down, so that writing to what was handed in throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) frozen(child)
  }
  return value
}
