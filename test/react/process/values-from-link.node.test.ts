/** What a form takes from a link, and what it never takes. */
import { expect, it } from 'vitest'
import { valuesFromLink } from '../../../src/react/process/values-from-link.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'

const choices = [
  ['Red', 'r'],
  ['Blue', 2],
]
const limits = { minimum: 1, maximum: 8 }
const typed = (schema: object) => parameter('api', 'A', { schema: { ...schema } })

const read = (query: string, one: ReturnType<typeof parameter>) =>
  valuesFromLink(new URLSearchParams(query), { ...summarise, parameters: [one] })

it.each([
  ['a text', 'a=a+lake%0A', parameter('textbox', 'A'), 'a lake\n'],
  ['an empty text', 'a=', parameter('textbox', 'A'), ''],
  ['a number', 'a=4.5', parameter('number', 'A'), 4.5],
  ['a whole number of 64 bits', 'a=9007199254740993', parameter('number', 'A', { props: { precision: 0 } }), 9007199254740993n],
  ['a slider', 'a=8', parameter('slider', 'A', { props: limits }), 8],
  ['a box', 'a=true', parameter('checkbox', 'A'), true],
  ['a box that is empty', 'a=0', parameter('checkbox', 'A'), false],
  ['a choice by its value', 'a=2', parameter('radio', 'A', { props: { choices } }), 2],
  ['a choice by its words', 'a=Red', parameter('dropdown', 'A', { props: { choices } }), 'r'],
  ['a choice of its own where that is allowed', 'a=x', parameter('dropdown', 'A', { props: { choices, allow_custom_value: true } }), 'x'],
  ['several choices', 'a=r&a=2&a=r', parameter('checkboxgroup', 'A', { props: { choices } }), ['r', 2]],
  ['several of a list', 'a=r', parameter('dropdown', 'A', { props: { choices, multiselect: true } }), ['r']],
  ['a colour', 'a=%23ff0080', parameter('colorpicker', 'A'), '#ff0080'],
  ['a day', 'a=2026-03-01', parameter('datetime', 'A'), '2026-03-01'],
  ['a typed number', 'a=3', typed({ type: 'integer' }), 3],
  ['a typed text that looks like a number', 'a=3', typed({ type: 'string' }), '3'],
  ['a typed choice', 'a=slow', typed({ enum: ['fast', 'slow'] }), 'slow'],
])('takes %s', (_what, query, one, value) => {
  expect(read(query, one)).toEqual({ a: value })
})

it.each([
  ['a name the endpoint does not have', 'b=1', parameter('textbox', 'A')],
  ['two values for one field', 'a=1&a=2', parameter('number', 'A')],
  ['a text that is too long', 'a=lake', parameter('textbox', 'A', { props: { max_length: 3 } })],
  ['more letters than a link should have', `a=${'x'.repeat(10_001)}`, parameter('textbox', 'A')],
  ['a password', 'a=secret', parameter('textbox', 'A', { props: { type: 'password' } })],
  ['a typed password', 'a=secret', typed({ type: 'string', format: 'password' })],
  ['no number', 'a=four', parameter('number', 'A')],
  ['an infinite number', 'a=Infinity', parameter('number', 'A')],
  ['a fraction where a whole number is asked for', 'a=1.5', parameter('number', 'A', { props: { precision: 0 } })],
  ['a number beyond its limits', 'a=9', parameter('slider', 'A', { props: limits })],
  ['a box that is neither', 'a=yes', parameter('checkbox', 'A')],
  ['a choice there is not', 'a=green', parameter('radio', 'A', { props: { choices } })],
  ['a list with a choice there is not', 'a=r&a=green', parameter('checkboxgroup', 'A', { props: { choices } })],
  ['more choices than allowed', 'a=r&a=2', parameter('checkboxgroup', 'A', { props: { choices, max_choices: 1 } })],
  ['no colour', 'a=url(x)', parameter('colorpicker', 'A')],
  ['no day', 'a=now', parameter('datetime', 'A')],
  ['a typed value of another type', 'a=x', typed({ type: 'integer' })],
  ['a typed object', 'a={}', typed({ type: 'object', properties: { b: { type: 'string' } } })],
  ['a field the app hides', 'a=x', parameter('textbox', 'A', { props: { visible: false } })],
  ['a field the app locks', 'a=x', parameter('textbox', 'A', { props: { interactive: false } })],
  ...['file', 'image', 'audio', 'video', 'gallery', 'imageeditor', 'model3d', 'multimodaltextbox', 'json', 'code', 'chatbot', 'state'].map(
    (component) => [`a ${component}`, 'a=https://evil.example/x.png', parameter(component, 'A')] as const,
  ),
] as const)('leaves out %s', (_what, query, one) => {
  expect(read(query, one)).toEqual({})
})

it('takes a parameter named as what every object has', () => {
  const values = read('__proto__=x', { ...parameter('textbox', 'A'), name: '__proto__' })
  expect(Object.entries(values)).toEqual([['__proto__', 'x']])
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
})
