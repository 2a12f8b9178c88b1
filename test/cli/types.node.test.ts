/** The types of apps: they compile under strict options, they are formatted, the same app gives the same bytes. */
import { expect, test } from 'vitest'
import type { AppDescription } from '../../src/client/index.ts'
import { countTypes, typesOfApp } from '../../src/cli/types/endpoint-types.ts'
import { writeTypes } from '../../src/cli/types/write-types.ts'
import { appOf, capturedApp, parameter, returned, typedApp } from './captured-apps.ts'
import { evaluateSchemas } from './evaluate-schemas.ts'
import { compileErrors, formatFaults } from './compile.ts'

const EVERYTHING = { zod: true, react: true, client: true } as const

function written(app: AppDescription): string {
  return writeTypes(typesOfApp(app), EVERYTHING)
}

/** Schemas and choices of every shape, long enough to be broken over lines. */
const SHAPES = appOf(
  {
    name: '/shapes',
    description: 'Every shape.\n\nOver several lines.',
    parameters: [
      parameter({ name: 'style', component: 'dropdown', props: { choices: many('choice').map((one) => [one, one]) }, hasDefault: true }),
      parameter({
        name: 'styles',
        component: 'checkboxgroup',
        props: { choices: many('choice').map((one) => [one, one]) },
        hasDefault: true,
      }),
      parameter({ name: 'several', component: 'dropdown', props: { multiselect: true, choices: many('choice').map((one) => [one, one]) } }),
      parameter({ name: 'own', component: 'dropdown', props: { allow_custom_value: true, choices: [['a', 'a']] }, hasDefault: true }),
      parameter({
        name: 'own_long',
        component: 'dropdown',
        props: { allow_custom_value: true, choices: many('ch').map((one) => [one, one]) },
      }),
      parameter({ name: 'numbered', component: 'radio', props: { choices: Array.from({ length: 60 }, (_, at) => [`${at}`, at * 1000]) } }),
      parameter({ name: 'seed', component: 'number', props: { precision: 0 }, schema: { type: 'integer' } }),
      parameter({ name: 'two words', schema: { type: 'number' }, hasDefault: true, defaultValue: 2 }),
      parameter({
        name: 'tree',
        schema: {
          $ref: '#/$defs/Node',
          $defs: {
            Node: {
              type: 'object',
              title: 'Node',
              description: 'A node.\nIt has children.',
              properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Node' } }, 'odd-name': {} },
              required: ['name', 'children'],
            },
          },
        },
      }),
      parameter({
        name: 'pair',
        schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], minItems: 2, maxItems: 2 },
      }),
      parameter({ name: 'mixed', schema: { enum: ['a', 1, null, true, 9007199254740993n] } }),
      parameter({ name: 'maps', schema: { type: 'object', additionalProperties: { type: 'array', items: { enum: ['x', 'y'] } } } }),
      parameter({ name: 'endless', schema: { $ref: '#/$defs/Self', $defs: { Self: { $ref: '#/$defs/Self' } } } }),
    ],
    returns: [
      returned({
        label: 'All of it',
        schema: { type: 'object', title: 'Record', properties: { at: { type: 'integer' } }, required: ['at'] },
      }),
      returned({ label: 'Talk', component: 'chatbot' }),
      returned({ label: 'Files', component: 'gallery' }),
      returned({ label: '' }),
    ],
  },
  { name: '/shapes_', parameters: [], returns: [] },
  { name: '/Shapes', parameters: [], returns: [returned({ schema: {} })] },
)

function many(word: string): readonly string[] {
  return Array.from({ length: 14 }, (_, at) => `${word} number ${at}`)
}

const APPS: Readonly<Record<string, AppDescription>> = {
  'g3.ts': capturedApp('3'),
  'g4.ts': capturedApp('4'),
  'g5.ts': capturedApp('5'),
  'g6.ts': capturedApp('6'),
  'typed.ts': typedApp(),
  'shapes.ts': SHAPES,
  'empty.ts': appOf(),
}
const FILES = Object.fromEntries(Object.entries(APPS).map(([name, app]) => [name, written(app)]))

/** A page and a script over the app of Gradio 6; every line that must be an error says so. */
const USE = `
import type { GradioClient } from '@gradio-stream/client'
import { echoInputs, type Endpoints, filesData, runApp, useAppStream } from './g6.ts'

export async function calls(client: GradioClient): Promise<void> {
  const [text] = await runApp(client, 'owner/space', '/echo', { text: 'a' })
  text?.toUpperCase()
  await runApp(client, 'owner/space', '/echo')
  await runApp(client, 'owner/space', '/echo', { text: undefined }, { signal: AbortSignal.timeout(3) })
  await runApp(client, 'owner/space', '/files', { file: new Blob(['a']), image: 'https://example.com/a.png' })
  const checks = ['a', 'b'] as const
  await runApp(client, 'owner/space', '/many_inputs', { radio: 'one', checks })
  await runApp(client, 'owner/space', '/many_inputs', { check: true, number: 4n, slider: 0.5, multi: null })
  // @ts-expect-error A box is no text.
  await runApp(client, 'owner/space', '/many_inputs', { check: 'yes' })
  // @ts-expect-error This slider has steps below one.
  await runApp(client, 'owner/space', '/many_inputs', { slider: 4n })
  // @ts-expect-error No such endpoint.
  await runApp(client, 'owner/space', '/echoes', { text: 'a' })
  // @ts-expect-error No such input.
  await runApp(client, 'owner/space', '/echo', { texts: 'a' })
  // @ts-expect-error A wrong value.
  await runApp(client, 'owner/space', '/echo', { text: 1 })
  // @ts-expect-error Files have no default.
  await runApp(client, 'owner/space', '/files')
  // @ts-expect-error No such choice.
  await runApp(client, 'owner/space', '/many_inputs', { radio: 'three' })
}

export function Page(): string | undefined {
  const { data, submit } = useAppStream({ app: 'owner/space', endpoint: '/echo', onSuccess: ([text]) => void text?.trim() })
  submit({ text: 'a' })
  submit(['a'])
  // @ts-expect-error A wrong value.
  submit({ text: 3 })
  // @ts-expect-error No such endpoint.
  useAppStream({ app: 'owner/space', endpoint: '/nope' })
  // @ts-expect-error It is a text.
  data?.[0]?.toFixed()
  return data?.[0]?.toUpperCase()
}

export const parsed: Endpoints['/echo']['inputs'] = echoInputs.parse({})
export const read: Endpoints['/files']['data'] = filesData.parse([])
`

test('compile under strict and exactOptionalPropertyTypes, and make wrong calls red', { timeout: 120_000 }, () => {
  expect(compileErrors({ ...FILES, 'use.ts': USE })).toEqual([])
})

test('are formatted as a formatter leaves them', () => {
  expect(formatFaults(FILES)).toBe('')
})

test.each(Object.entries(APPS))('are the same for the same app: %s', (name, app) => {
  expect(written(structuredClone(app))).toBe(FILES[name])
})

test('name an endpoint twice only with different names', () => {
  const { endpoints } = typesOfApp(SHAPES)
  expect(endpoints.map(({ name }) => name)).toEqual(['ShapesEndpoint', 'ShapesEndpoint2', 'ShapesEndpoint3'])
})

test.each([
  ['3', 11],
  ['4', 9],
  ['5', 5],
  ['6', 5],
])('of the app of Gradio %s leave few values unknown', (version, most) => {
  const { endpoints, unknown } = countTypes(typesOfApp(capturedApp(version)))
  expect(endpoints).toBe(23)
  expect(unknown).toBeLessThanOrEqual(most)
})

test('parse with their schemas what the types allow, and refuse the rest', () => {
  const schemas = evaluateSchemas(FILES['g6.ts'] ?? '')
  expect(schemas.manyInputsInputs?.safeParse({ radio: 'one', number: 4n }).success).toBe(true)
  expect(schemas.manyInputsInputs?.safeParse({ radio: 'three' }).success).toBe(false)
  expect(schemas.manyInputsInputs?.safeParse({ radios: 'one' }).success).toBe(false)
  expect(schemas.filesInputs?.safeParse({ file: new Blob(['a']), image: null }).success).toBe(true)
  const message = { role: 'assistant', content: [{ type: 'text', text: 'Hello' }], metadata: null, options: null }
  expect(schemas.chatData?.safeParse([[message]]).success).toBe(true)
})
