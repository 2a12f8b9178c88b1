/**
 * Forms of typed functions, from what a real Gradio 6.31 says of every kind of type hint (`test/live/gradio/typed.py`).
 */
import { fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import type { EndpointDescription, ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { findEndpoint } from '../../../src/client/protocol/endpoint-name.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import captured from '../../fixtures/typed/gradio-6.json' with { type: 'json' }
import { draw } from '../process/draw.tsx'

const at = { address: 'http://app.test', rootUrl: 'http://app.test', route: 'direct', supportsSSE: true } as const
const app = describeApp({ ...at, ...captured, capabilities: DIRECT_CAPABILITIES })

/** Draws the form of some of an endpoint's parameters; `send` gives what was submitted, if it was. */
function form(endpoint: EndpointDescription, ...names: readonly string[]) {
  const submit = vi.fn()
  const parameters = names.length === 0 ? endpoint.parameters : endpoint.parameters.filter(({ name }) => names.includes(name))
  draw(stream({ submit, endpoint: { ...endpoint, parameters } }), <GradioProcess.Form />)
  return (): unknown => {
    submit.mockClear()
    fireEvent.submit(screen.getByRole('form'))
    return submit.mock.lastCall?.[0]
  }
}
const typed = (name: string, ...names: readonly string[]) => form(findEndpoint(app, name), ...names)
const withSchema = (schema: ParameterDescription['schema'], rest: Partial<ParameterDescription> = {}) =>
  form({ ...summarise, parameters: [parameter('api', 'Value', { schema, ...rest })] })
const box = (name: string | RegExp) => screen.getByRole('textbox', { name })
const number = (name: string | RegExp) => screen.getByRole('spinbutton', { name })
const list = (name: string | RegExp) => screen.getByRole('combobox', { name })

it('has a field for each plain type, under the name of its parameter', async () => {
  const send = typed('/scalars')
  await userEvent.type(box(/^Text/), 'hello')
  await userEvent.type(number(/^Max tokens/), '12')
  await userEvent.type(number(/^Temperature/), '0.5')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Is fast' }))
  await userEvent.selectOptions(list(/^Mode/), 'final')
  await userEvent.selectOptions(list(/^Colour/), 'blue')
  await userEvent.selectOptions(list(/^Level/), '2')
  await userEvent.selectOptions(list(/^Seed/), '3')
  expect(send()).toEqual({
    text: 'hello',
    max_tokens: 12,
    temperature: 0.5,
    is_fast: true,
    mode: 'final',
    colour: 'blue',
    level: 2,
    only: 'this',
    nothing: null,
    seed: 3,
  })
})

it('does not send what is required and empty, and says what is missing', () => {
  const send = typed('/scalars')
  expect(send()).toBeUndefined()
  for (const field of [box(/^Text/), number(/^Max tokens/), list(/^Mode/)]) expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getAllByText('This needs a value.').length).toBeGreaterThanOrEqual(3)
})

it('tells a whole number from a number', async () => {
  const send = typed('/scalars', 'max_tokens')
  await userEvent.type(number(/^Max tokens/), '1.5')
  expect(send()).toBeUndefined()
  expect(screen.getByText('This needs a whole number.')).toBeTruthy()
})

it('leaves what may be nothing empty', () => {
  const send = typed('/optionals', 'topic', 'limit', 'share', 'flag', 'mode', 'any_of')
  expect(screen.getAllByText('optional')).toHaveLength(6)
  expect(send()).toEqual({ topic: null, limit: null, share: null, flag: null, mode: null, any_of: null })
})

it('asks for the kind where there are several', async () => {
  const send = typed('/optionals', 'either')
  await userEvent.type(number(/^Either/), '7')
  expect(send()).toEqual({ either: 7 })
  await userEvent.selectOptions(list('Kind of Either'), 'Text')
  await userEvent.type(box(/^Either/), '7')
  expect(send()).toEqual({ either: '7' })
})

it('writes any value as text, number, yes or no, nothing, or JSON', async () => {
  const send = typed('/others', 'anything')
  expect(send()).toBeUndefined()
  await userEvent.type(box(/^Anything/), '2026-03-01')
  expect(send()).toEqual({ anything: '2026-03-01' })
  await userEvent.selectOptions(list('Kind of Anything'), 'Number')
  await userEvent.type(number(/^Anything/), '3')
  expect(send()).toEqual({ anything: 3 })
  await userEvent.selectOptions(list('Kind of Anything'), 'Nothing')
  expect(send()).toEqual({ anything: null })
  await userEvent.selectOptions(list('Kind of Anything'), 'JSON')
  fireEvent.change(box(/^Anything/), { target: { value: '{"a": [1]}' } })
  expect(send()).toEqual({ anything: { a: [1] } })
})

it('adds rows to a list and takes them out; an emptied list goes out empty', async () => {
  const send = typed('/lists', 'words')
  expect(send()).toBeUndefined()
  expect(screen.getAllByText(/Entry 1: This needs a value/).length).toBeGreaterThan(0)
  await userEvent.type(box(/^Entry 1/), 'one')
  await userEvent.click(screen.getByRole('button', { name: 'Add an entry: Words' }))
  expect(document.activeElement).toBe(box(/^Entry 2/))
  await userEvent.keyboard('two')
  expect(send()).toEqual({ words: ['one', 'two'] })
  await userEvent.click(screen.getByRole('button', { name: 'Remove Words, Entry 1' }))
  expect(send()).toEqual({ words: ['two'] })
  await userEvent.click(screen.getByRole('button', { name: 'Remove Words, Entry 1' }))
  expect(send()).toEqual({ words: [] })
})

it('offers several of a few choices as boxes', async () => {
  const send = typed('/lists', 'picks')
  await userEvent.click(screen.getByRole('checkbox', { name: 'green' }))
  expect(send()).toEqual({ picks: ['green'] })
})

it('has a place for each value of a tuple', async () => {
  const send = typed('/lists', 'pair')
  const pair = within(screen.getByRole('group', { name: /^Pair/ }))
  await userEvent.type(pair.getByRole('textbox'), 'a')
  expect(send()).toBeUndefined()
  await userEvent.type(pair.getByRole('spinbutton'), '4')
  expect(send()).toEqual({ pair: ['a', 4] })
})

it('has names and values for a dictionary, and no name twice', async () => {
  const send = typed('/objects', 'prices')
  await userEvent.type(box('Name'), 'tea')
  await userEvent.type(number(/^Value/), '2.5')
  expect(send()).toEqual({ prices: { tea: 2.5 } })
  await userEvent.click(screen.getByRole('button', { name: 'Add an entry: Prices' }))
  await userEvent.keyboard('tea')
  expect(send()).toBeUndefined()
  expect(screen.getAllByText('This name is there twice.').length).toBeGreaterThan(0)
})

it('groups the members of a model, and of the model in it', async () => {
  const send = typed('/objects', 'article')
  const article = within(screen.getByRole('group', { name: /^Article/ }))
  expect(send()).toBeUndefined()
  await userEvent.type(article.getByRole('textbox', { name: /^Title/ }), 'On typing')
  await userEvent.type(article.getByRole('spinbutton', { name: /^Words/ }), '120')
  await userEvent.selectOptions(article.getByRole('combobox', { name: /^Mood/ }), 'bold')
  expect(send()).toBeUndefined()
  expect(screen.getAllByText(/Author: Name: This needs a value/).length).toBeGreaterThan(0)
  const author = within(screen.getByRole('group', { name: /^Author/ }))
  await userEvent.type(author.getByRole('textbox', { name: /^Name/ }), 'Ada')
  expect(send()).toEqual({
    article: { title: 'On typing', words: 120, draft: false, mood: 'bold', author: { name: 'Ada', email: null }, tags: [] },
  })
})

it('leaves members out that need not be there', async () => {
  const send = typed('/objects', 'extra', 'maybe')
  expect(send()).toEqual({ extra: {}, maybe: null })
  await userEvent.type(number(/^Count/), '3')
  await userEvent.selectOptions(list('Kind of Maybe'), 'Several fields')
  await userEvent.type(number(/^X/), '1')
  await userEvent.type(number(/^Y/), '2')
  expect(send()).toEqual({ extra: { count: 3 }, maybe: { x: 1, y: 2 } })
})

it('takes files, also inside of a model', async () => {
  const send = typed('/files')
  expect(send()).toBeUndefined()
  const note = new File(['a'], 'note.txt', { type: 'text/plain' })
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input[type=file]')]
  expect(inputs.map((input) => input.multiple)).toEqual([false, true, false, false])
  for (const input of inputs.slice(0, 3)) await userEvent.upload(input, note)
  await userEvent.type(box(/^Caption/), 'a note')
  expect(send()).toEqual({ document: note, pictures: [note], attached: { caption: 'a note', document: note } })
})

it('starts with the defaults, and sends those that were changed', async () => {
  const send = typed('/defaults')
  expect(send()).toEqual({})
  await userEvent.clear(box(/^Text/))
  await userEvent.click(screen.getByRole('checkbox', { name: 'On' }))
  expect(send()).toEqual({ text: '', on: false })
  await userEvent.clear(number(/^Count/))
  expect(send()).toBeUndefined()
})

it('shows a default with parts', async () => {
  const properties = { name: { type: 'string' }, sizes: { type: 'array', items: { type: 'integer' } } }
  const send = withSchema({ type: 'object', properties, required: ['name'] }, { defaultValue: { name: 'box', sizes: [1, 2] } })
  expect(box(/^Name/)).toHaveProperty('value', 'box')
  await userEvent.type(box(/^Name/), 'es')
  expect(send()).toEqual({ value: { name: 'boxes', sizes: [1, 2] } })
})

it('has a day for a date, and keeps limits and descriptions', async () => {
  const properties = {
    day: { type: 'string', format: 'date', description: 'When it begins' },
    count: { type: 'integer', minimum: 1, maximum: 5 },
  }
  const send = withSchema({ type: 'object', properties, required: ['day', 'count'] })
  expect(screen.getByText('When it begins')).toBeTruthy()
  fireEvent.change(screen.getByLabelText(/^Day/), { target: { value: '2026-03-01' } })
  await userEvent.type(number(/^Count/), '9')
  expect(send()).toBeUndefined()
  expect(screen.getAllByText(/The most is 5/).length).toBeGreaterThan(0)
  await userEvent.clear(number(/^Count/))
  await userEvent.type(number(/^Count/), '5')
  expect(send()).toEqual({ value: { day: '2026-03-01', count: 5 } })
})

it('takes hints in one another, and defaults with parts', async () => {
  const send = typed('/mixtures', 'mixed', 'sure', 'gaps', 'papers', 'link', 'either', 'size', 'range', 'yes')
  expect(list(/^Mixed/).textContent).toBe('Nothing chosena1')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Sure' }))
  await userEvent.click(screen.getByRole('button', { name: 'Remove Gaps, Entry 1' }))
  await userEvent.type(box('Name'), 'one')
  const note = new File(['a'], 'note.txt', { type: 'text/plain' })
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]') ?? expect.unreachable(), note)
  await userEvent.type(box(/^Link/), 'http://example.com')
  expect(list('Kind of Either')).toHaveProperty('value', '1')
  await userEvent.clear(number(/^Width/))
  await userEvent.type(number(/^Width/), '9')
  expect(send()).toEqual({
    mixed: null,
    sure: true,
    gaps: [],
    papers: { one: note },
    link: 'http://example.com',
    size: { width: 9, height: 4, unit: 'px', exact: false, tags: [] },
  })
})

it.each<[string, ParameterDescription['schema']]>([
  [
    'holds itself',
    {
      $ref: '#/$defs/a',
      $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/a' } }, required: ['a', 'b'] } },
    },
  ],
  ['refers to itself', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }],
  ['names a prototype', { type: 'object', properties: JSON.parse('{"__proto__": {"type": "string"}, "constructor": {"type": "string"}}') }],
  [
    'has a thousand members',
    { type: 'object', properties: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`m${index}`, { type: 'string' }])) },
  ],
  ['says true for a schema', { type: 'object', properties: { a: true }, additionalProperties: true }],
  ['says true for items', { type: 'array', items: true }],
  ['is no schema', { type: 5, anyOf: [], enum: {}, properties: 7 }],
])('draws a bounded field for a schema that %s', (_name, schema) => {
  withSchema(schema)
  const controls = document.querySelectorAll('input, textarea, select')
  expect(controls.length).toBeGreaterThan(0)
  expect(controls.length).toBeLessThan(500)
})

it('does not tell anybody off who goes on inside of a group', async () => {
  typed('/objects', 'point')
  await userEvent.type(number(/^X/), '1')
  await userEvent.tab()
  expect(document.activeElement).toBe(number(/^Y/))
  expect(screen.queryByText(/This needs a value/)).toBeNull()
  await userEvent.tab()
  expect(screen.getAllByText(/This needs a value/).length).toBeGreaterThan(0)
})

it('writes a default of many values as JSON, and loses none of it', () => {
  const defaultValue = Array.from({ length: 1000 }, (_, index) => index)
  withSchema({ type: 'array', items: { type: 'integer' } }, { defaultValue })
  expect(JSON.parse(screen.getByRole<HTMLTextAreaElement>('textbox').value)).toEqual(defaultValue)
})
