/** Where a text stops being JSON: the same verdict as the platform's own parser, and the place. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJsonText } from '../../../src/react/inputs/text/find-json-error.ts'

it.each<[string, string, [number, number]]>([
  ['nothing', '', [1, 1]],
  ['a list that ends too soon', '[1, 2', [1, 6]],
  ['a comma too many', '[1,\n 2,\n]', [3, 1]],
  ['a name without quotes', '{a: 1}', [1, 2]],
  ['single quotes', "{'a': 1}", [1, 2]],
  ['a missing colon', '{"a" 1}', [1, 6]],
  ['a text that does not end', '["abc', [1, 6]],
  ['a line break in a text', '["a\nb"]', [1, 4]],
  ['a false escape', '["a\\x"]', [1, 4]],
  ['NaN', '{\n  "a": NaN\n}', [2, 8]],
  ['Infinity', '-Infinity', [1, 1]],
  ['a number with a leading zero', '[01]', [1, 2]],
  ['more after the end', '{} {}', [1, 4]],
  ['brackets that do not match', '[1}', [1, 3]],
])('finds %s', (_name, text, [line, column]) => {
  expect(readJsonText(text)).toMatchObject({ ok: false, place: { line, column } })
})

it('takes what the platform takes, and says how deep it is', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readJsonText(text).ok).toBe(true)
    }),
  )
  expect(readJsonText('{"a": [[1], {}]}')).toEqual({ ok: true, depth: 3 })
})

it('refuses what the platform refuses', () => {
  const signs = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-', '0.5e3', 'true', 'nul', '\\', ' ', '\n')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      expect([text, readJsonText(text).ok]).toEqual([text, isJson])
    }),
    { numRuns: 2000 },
  )
})

it('reads 100,000 brackets and a text of 5 MB without running out of stack', () => {
  expect(readJsonText('['.repeat(100_000))).toMatchObject({ ok: false })
  expect(readJsonText(`"${'x\\n'.repeat(1_700_000)}"`)).toEqual({ ok: true, depth: 0 })
})
