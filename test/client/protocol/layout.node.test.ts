/** An author's arrangement of a form, read from the descriptions of real Gradio apps. */
import { expect, test } from 'vitest'
import { fieldsWithin } from '../../../src/client/protocol/describe/layout.ts'
import type { LayoutNode } from '../../../src/client/protocol/describe/layout.ts'
import { toWireData } from '../../../src/client/protocol/values/wire-data.ts'
import { describeForm, endpointOf, FORM_VERSIONS, readCapture, readForm } from './form-captures.ts'

/** A tree in few words. */
function outline(nodes: readonly LayoutNode[] = [], labels: ReadonlyMap<string, string> = new Map()): unknown[] {
  return nodes.map((node) => {
    if (node.kind === 'field') return labels.get(node.parameter) ?? node.parameter
    if (node.kind === 'text') return `“${node.text.split('\n')[0] ?? ''}”`
    const isShut = (node.kind === 'accordion' || node.kind === 'tab') && !node.isOpen
    return { [`${node.kind} ${node.label}`.trim() + (isShut ? ' (shut)' : '')]: outline(node.children, labels) }
  })
}

test.each(FORM_VERSIONS)('Gradio %i: fields stand in the order, rows, tabs and accordions of the page', (version) => {
  const endpoint = endpointOf(describeForm(readForm(version)), '/paint')
  const labels = new Map(endpoint.parameters.map(({ name, label }) => [name, label]))
  const more = version >= 5 ? '__i18n__{"__type__": "translation_metadata", "key": "more"}' : 'More of it'
  const strength = version >= 5 ? '__i18n__{"__type__": "translation_metadata", "key": "strength"}' : 'Strength'
  const image = version >= 4 ? 'Input image' : 'Image'
  expect(outline(endpoint.layout, labels)).toEqual([
    '“# Studio”',
    'Prompt',
    'Avoid',
    { row: ['Width', 'Height'] },
    { [`accordion ${more} (shut)`]: ['“Only for those who know.”', 'Style', strength] },
    { tabs: [{ 'tab Picture': [image] }, { 'tab Number (shut)': ['Number'] }] },
  ])
})

test.each(FORM_VERSIONS)('Gradio %i: a button says in the words of its author what it runs', (version) => {
  const app = describeForm(readForm(version))
  expect(endpointOf(app, '/count').submitLabel).toBe('Count on')
  expect(endpointOf(app, '/paint').submitLabel).toBe(
    version >= 5 ? '__i18n__{"__type__": "translation_metadata", "key": "go"}' : 'Paint it',
  )
})

test('what Gradio itself writes on a button is no word of the author’s', () => {
  const { config, info } = readForm(6)
  const withButton = (value: string, mode: string) => {
    const components = config.components.map((one) => (one.type === 'button' ? { ...one, props: { ...one.props, value } } : one))
    return endpointOf(describeForm({ config: { ...config, components, mode }, info }), '/count').submitLabel
  }
  expect(withButton('Submit', 'interface')).toBeUndefined()
  expect(withButton('Run', 'blocks')).toBeUndefined()
  expect(withButton('🔄', 'blocks')).toBeUndefined()
  expect(withButton('x'.repeat(61), 'blocks')).toBeUndefined()
  expect(withButton('Submit', 'blocks')).toBe('Submit')
  const hidden = config.components.map((one) => (one.type === 'button' ? { ...one, props: { ...one.props, visible: false } } : one))
  expect(endpointOf(describeForm({ config: { ...config, components: hidden }, info }), '/count').submitLabel).toBeUndefined()
})

test.each(FORM_VERSIONS)('Gradio %i: nobody reads a name that was made for machines', (version) => {
  const app = describeForm(readForm(version))
  const paint = endpointOf(app, '/paint').parameters.map(({ label, unnamed }) => [label, unnamed])
  expect(paint).toContainEqual(version >= 4 ? ['Input image', undefined] : ['Image', 1])
  expect(paint).toContainEqual(['Number', 1])
  expect(endpointOf(app, '/count').parameters[0]?.label).toBe(version >= 4 ? 'Number of things' : 'Number')
  const labels = app.endpoints.flatMap(({ parameters, returns }) => [...parameters, ...returns].map(({ label }) => label))
  expect(labels.filter((label) => /^(parameter|param|value)_\d+$/.test(label))).toEqual([])
})

test.each([5, 6])('Gradio %i: what the browser keeps is sent as the app starts it, and is no field', (version) => {
  const endpoint = endpointOf(describeForm(readForm(version)), '/paint')
  const kept = endpoint.parameters.find(({ component }) => component === 'browserstate')
  expect(kept).toMatchObject({ name: 'kept', hasDefault: true, defaultValue: ['kept'], props: { visible: false } })
  expect(fieldsWithin(endpoint.layout ?? [])).not.toContain('kept')
})

test('the line above a field without a name is its label, and is not said twice', () => {
  const { config, info } = readForm(3)
  const components = [...config.components, { id: 900, type: 'markdown', props: { value: '### How many?' } }]
  const layout = JSON.parse(JSON.stringify(config.layout), (_key, value: unknown) => value) as unknown
  const number = config.components.findLast(({ type }) => type === 'number')
  const field = config.components.filter(({ type }) => type === 'number')[1]
  expect(number).toBeDefined()
  const before = (node: { id: number; children?: { id: number }[] }): unknown => ({
    ...node,
    children: node.children?.flatMap((child) => [...(child.id === field?.id ? [{ id: 900 }] : []), before(child)]),
  })
  const endpoint = endpointOf(describeForm({ config: { ...config, components, layout: before(layout as { id: number }) }, info }), '/count')
  expect(endpoint.parameters[0]?.label).toBe('How many?')
  expect(outline(endpoint.layout)).toEqual([endpoint.parameters[0]?.name])
})

test('a layout that is deep, endless or wrong costs little and loses no field', () => {
  const { config, info } = readForm(6)
  let deep: unknown = config.layout
  for (let depth = 0; depth < 2000; depth++) deep = { id: -1, children: [deep] }
  const wide = { id: 0, children: Array.from({ length: 100_000 }, () => ({ id: 4, children: [] })) }
  const twice = { id: 0, children: [config.layout, config.layout] }
  for (const layout of [deep, wide, twice, null, 7, { children: 'x' }, { id: {}, children: [null, [], 3] }]) {
    const endpoint = endpointOf(describeForm({ config: { ...config, layout, page: {} }, info }), '/paint')
    const fields = fieldsWithin(endpoint.layout ?? [])
    expect(new Set(fields).size).toBe(fields.length)
    expect([0, 8]).toContain(fields.length)
    expect(endpoint.parameters).toHaveLength(9)
  }
})

test('texts of an author are taken up to a bound', () => {
  const { config, info } = readForm(6)
  const components = config.components.map((one) =>
    one.type === 'markdown' ? { ...one, props: { ...one.props, value: 'x'.repeat(30_000) } } : one,
  )
  const endpoint = endpointOf(describeForm({ config: { ...config, components }, info }), '/paint')
  expect(JSON.stringify(endpoint.layout)).not.toContain('xxx')
})

test('a button among the inputs sends the words on it', () => {
  const { config, info } = readForm(6)
  const button = config.components.find(({ type, props }) => type === 'button' && props.value === 'Count on')
  const dependencies = (config.dependencies as { api_name: string; inputs: number[] }[]).map((one) =>
    one.api_name === 'count' ? { ...one, inputs: [...one.inputs, button?.id ?? -1] } : one,
  )
  const endpoint = endpointOf(describeForm({ config: { ...config, dependencies }, info }), '/count')
  expect(endpoint.parameters).toHaveLength(1)
  expect(toWireData(endpoint, [3])).toEqual([3, 'Count on'])
})

test('of two functions with one name the first has it, as when Gradio’s server is asked for it, and the other can be called, too', () => {
  const { config, info } = readCapture('names', 6)
  const app = describeForm({ config, info })
  const told = app.endpoints.map(({ name, fnIndex, parameters }) => [
    name,
    fnIndex,
    parameters.map(({ label, schema }) => [label, schema.type]),
  ])
  expect(told).toEqual([
    ['/predict', 0, [['First', 'string']]],
    // Gradio's info tells of the last of that name only.
    ['/predict_1', 1, [['Word', undefined]]],
    ['/predict_1_1', 2, [['Count', 'number']]],
  ])
  expect(describeForm({ config, info: null }).endpoints.map(({ name }) => name)).toEqual(['/predict', '/predict_1', '/predict_1_1'])
})

test.each([5, 6])('Gradio %i: the boxes that a function changes are known, and what lies in them', (version) => {
  const app = describeForm(readCapture('boxes', version))
  const save = endpointOf(app, '/save')
  expect(save.boxes).toEqual([2, 3, 6])
  expect(save.returns.map(({ label, boxes }) => [label, boxes])).toEqual([
    ['Answer', [13]],
    ['', undefined],
  ])
  expect(outline(save.layout)).toEqual([
    'name',
    { column: [{ 'accordion Details (shut)': ['note'] }] },
    { tabs: [{ 'tab First': ['one'] }, { 'tab Second (shut)': ['two'] }] },
  ])
})
