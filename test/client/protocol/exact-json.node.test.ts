import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExact, withoutNaN, writeExact } from '../../../src/client/protocol/exact-json.ts'

/** JSON values as Python has them: integers of any length, fractions, texts that look like either. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map((integer) => (Number.isSafeInteger(Number(integer)) ? Number(integer) : integer)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => (Number.isInteger(double) ? double % 2 ** 53 : double) || 0),
    fc.string(),
    fc.constantFrom('9007199254740993', '":[9007199254740993]', 'NaN', '\\"9007199254740993,', '-Infinity'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('9007199254740993', '__proto__')), tie('value'), { maxKeys: 5 }),
  ),
}))

test('reads what it wrote, to the last digit', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2), (written, indent) => {
      expect(parseExact(writeExact(written, indent))).toEqual(written)
    }),
  )
})

test('reads what holds no long integer as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16,}/.test(text))
      expect(parseExact(text)).toEqual(JSON.parse(text, (_key, item: unknown) => item))
    }),
  )
})

test.each([
  ['a number at the edge', '9007199254740991', 9007199254740991],
  ['one beyond it', '9007199254740992', 9007199254740992n],
  ['a seed', '[18446744073709551615,{"a":-9007199254740993}]', [18446744073709551615n, { a: -9007199254740993n }]],
  ['a fraction of as many digits', '[0.30000000000000004,12345678901234567.25,1e400]', [0.30000000000000004, 12345678901234568, Infinity]],
  [
    'digits of a text',
    '["9007199254740993, 9007199254740993",9007199254740993]',
    ['9007199254740993, 9007199254740993', 9007199254740993n],
  ],
  [
    'the numbers JSON does not have',
    '{"a":NaN,"b":[-Infinity,Infinity,"NaN"],"c":9007199254740993}',
    { a: null, b: [null, null, 'NaN'], c: 9007199254740993n },
  ],
  ['a number as long as a page', `[${'9'.repeat(5000)}]`, [Infinity]],
])('reads %s', (_name, text, expected) => {
  expect(parseExact(text)).toEqual(expected)
})

test.each(['', '{', '[9007199254740993', '["9007199254740993', '[00000000000000000001]', 'NaNa', '[1,NaN', '[9007199254740993x]'])(
  'refuses %s',
  (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError)
  },
)

test('follows lists as deep as JSON.parse does', () => {
  const deep = `${'['.repeat(50_000)}9007199254740993${']'.repeat(50_000)}`
  let inner = parseExact(deep)
  while (Array.isArray(inner)) inner = (inner as unknown[])[0]
  expect(inner).toBe(9007199254740993n)
})

test('writes digits where a page has taught BigInts to be texts', () => {
  // oxlint-disable-next-line eslint/no-extend-native -- what pages do, and what is taken back below
  Object.defineProperty(BigInt.prototype, 'toJSON', { value: String, configurable: true })
  try {
    expect(writeExact({ seed: 2n ** 64n })).toBe('{"seed":18446744073709551616}')
  } finally {
    Reflect.deleteProperty(BigInt.prototype, 'toJSON')
  }
})

test('throws for a value that holds itself', () => {
  const loop: Record<string, unknown> = { seed: 1n }
  loop.own = loop
  expect(() => writeExact(loop)).toThrow(TypeError)
})

test('leaves a text without NaN as it is', () => {
  expect(withoutNaN('{"a":"NaN","b":1.0}')).toBe('{"a":"NaN","b":1.0}')
  expect(withoutNaN('{"a":NaN,"b":1.0}')).toBe('{"a":null,"b":1.0}')
})
