import { expect, test } from 'vitest'
import type { InputIssue } from '../../../src/client/errors.ts'
import { findEndpoint } from '../../../src/client/protocol/endpoint-name.ts'
import { toParameterValues } from '../../../src/client/protocol/values/inputs.ts'
import { toWireData } from '../../../src/client/protocol/values/wire-data.ts'
import { describeFixture } from './captures.ts'

const app = describeFixture('4')
const manyInputs = findEndpoint(app, '/many_inputs')
const DEFAULTS = ['hello', 3, 0.5, true, ['a'], 'one', 'red', ['x'], { k: [1, 2] }]

test.each<[string, readonly unknown[] | Record<string, unknown>, unknown[]]>([
  ['a list', ['hi', 1, 0, false, [], 'two', 'red', [], null], ['hi', 1, 0, false, [], 'two', 'red', [], null]],
  ['names', { dropdown: 'red', text: 'hi' }, ['hi', ...DEFAULTS.slice(1)]],
  ['undefined for "take the default"', { dropdown: 'red', text: undefined }, DEFAULTS],
  ['a list with gaps', [undefined, 4, undefined, undefined, undefined, undefined, 'red'], ['hello', 4, ...DEFAULTS.slice(2)]],
  ['null, which is a value', { dropdown: null, text: null }, [null, ...DEFAULTS.slice(1, 6), null, ...DEFAULTS.slice(7)]],
])('takes %s', (_name, inputs, expected) => {
  expect(toParameterValues(manyInputs, inputs)).toEqual(expected)
})

test.each<[string, readonly unknown[] | Record<string, unknown> | undefined, InputIssue[]]>([
  ['a missing value', undefined, [{ parameter: 'dropdown', code: 'value-missing', params: {}, message: 'is required: it has no default' }]],
  [
    'an unknown name',
    { dropdown: 'red', txt: 'a' },
    [{ parameter: 'txt', code: 'name-unknown', params: {}, message: 'is no parameter of this endpoint' }],
  ],
  [
    'too many values',
    Array.from({ length: 10 }, () => 'a'),
    [{ parameter: null, code: 'value-extra', params: { given: 10, taken: 9 }, message: '10 values were given, it takes 9' }],
  ],
])('refuses %s', (_name, inputs, issues) => {
  expect(() => toParameterValues(manyInputs, inputs)).toThrow(
    expect.objectContaining({ code: 'input-invalid', details: expect.objectContaining({ issues, endpoint: '/many_inputs' }) }),
  )
})

test('refuses a whole number that JavaScript has rounded, and takes the same as a BigInt', () => {
  const [first, ...rest] = manyInputs.parameters
  if (!first) throw new Error('The fixture has changed.')
  const endpoint = { ...manyInputs, parameters: [{ ...first, component: 'number', props: { precision: 0 } }, ...rest] }
  expect(() => toParameterValues(endpoint, { [first.name]: 2 ** 60, dropdown: 'red' })).toThrow(
    expect.objectContaining({
      code: 'input-invalid',
      message: expect.stringContaining('beyond 2^53, where a number loses digits: pass a BigInt'),
      details: expect.objectContaining({ issues: [expect.objectContaining({ parameter: first.name })] }),
    }),
  )
  expect(toParameterValues(endpoint, { [first.name]: 2n ** 60n, dropdown: 'red' })[0]).toBe(1152921504606846976n)
})

test('takes no inherited member for a value', () => {
  expect(toParameterValues(findEndpoint(app, '/echo'), Object.create({ text: 'inherited' }) as Record<string, unknown>)).toEqual(['hello'])
})

test('writes null where the wire wants gr.State', () => {
  const stateful = findEndpoint(app, '/stateful')
  expect(toWireData(stateful, toParameterValues(stateful, ['a']))).toEqual(['a', null])
})
