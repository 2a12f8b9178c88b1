import { expect, test } from 'vitest'
import { findAppEvents, findListed, findTied } from '../../../src/client/protocol/describe/app-events.ts'
import type { GradioDependency } from '../../../src/client/protocol/describe/config.ts'

const PAGE = 0
const [LIST, CITY, TEXT, SLIDER, SAMPLES] = [1, 2, 3, 4, 5]
const components = [
  { id: LIST, type: 'dropdown' },
  { id: CITY, type: 'radio' },
  { id: TEXT, type: 'textbox' },
  { id: SLIDER, type: 'slider' },
  { id: SAMPLES, type: 'dataset' },
]

function page(...functions: Partial<GradioDependency>[]) {
  return { components, dependencies: functions.map((one, id) => ({ id, inputs: [], outputs: [], ...one })) }
}

function look(...functions: Partial<GradioDependency>[]) {
  const config = page(...functions)
  const listed = findListed(config)
  const events = findAppEvents(config, listed)
  return {
    events: events.map(({ fnIndex, triggers }) => [fnIndex, ...triggers.map(({ kind }) => kind)]),
    tied: [...findTied(config, listed, events)],
  }
}

const use = { api_name: 'use', inputs: [LIST], outputs: [TEXT] }
const load = { api_name: false, targets: [[PAGE, 'load']], outputs: [LIST] }

test('ties what takes a list to the load that fills it', () => {
  expect(look(use, load)).toEqual({ events: [[1, 'load']], tied: [0, 1] })
  expect(look(use, { ...load, targets: [[null, 'load']] }).events).toEqual([[1, 'load']])
})

test.each([
  ['writes into no field', { ...load, outputs: [TEXT] }],
  ['never ends', { ...load, types: { generator: true } }],
  ['is partly a script', { ...load, js: '() => 1' }],
  ['has no function', { ...load, backend_fn: false }],
  ['is the load of a component', { ...load, targets: [[TEXT, 'load']] }],
  ['has targets of no shape', { ...load, targets: [null, 7, [null], 'load'] }],
  ['is a click', { ...load, targets: [[TEXT, 'click']] }],
])('leaves a function out that %s', (_what, left) => {
  expect(look(use, left)).toEqual({ events: [], tied: [] })
})

test('keeps what follows a load as far as it leads to a field', () => {
  const first = { ...load, outputs: [] }
  const second = { api_name: false, trigger_after: 1, outputs: [LIST] }
  const third = { api_name: false, trigger_after: 2, outputs: [TEXT] }
  expect(look(use, first, second, third).events).toEqual([
    [1, 'load'],
    [2, 'after'],
  ])
})

test("finds what a field's change fills", () => {
  const change = { api_name: false, targets: [[LIST, 'change']], inputs: [LIST], outputs: [CITY] }
  const go = { api_name: 'go', inputs: [LIST, CITY], outputs: [TEXT] }
  expect(look(go, change)).toEqual({ events: [[1, 'field']], tied: [0, 1] })
})

test('ties endpoints whose list one of them fills, and no others', () => {
  const fill = { api_name: 'fill', inputs: [TEXT], outputs: [LIST] }
  const echo = { api_name: 'echo', inputs: [TEXT], outputs: [TEXT] }
  expect(look(use, fill, echo).tied.toSorted((a, b) => a - b)).toEqual([0, 1])
})

test('ties an endpoint to itself that fills its own list, not one that writes a number back', () => {
  expect(look({ api_name: 'next', inputs: [LIST], outputs: [LIST] }).tied).toEqual([0])
  expect(look({ api_name: 'seed', inputs: [SLIDER], outputs: [SLIDER, TEXT] }).tied).toEqual([])
  const limit = { api_name: 'open', inputs: [TEXT], outputs: [SLIDER] }
  expect(look({ api_name: 'show', inputs: [SLIDER], outputs: [TEXT] }, limit).tied.toSorted((a, b) => a - b)).toEqual([0, 1])
})

test('is not tied by what nobody calls: examples that fill the form', () => {
  const examples = { api_name: 'load_example', show_api: false, targets: [[SAMPLES, 'click']], inputs: [SAMPLES], outputs: [LIST] }
  expect(look(use, examples).tied).toEqual([])
})
