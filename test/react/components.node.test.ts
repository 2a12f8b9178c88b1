/**
 * Every component of Gradio 6.31, by Gradio's own list (`test/live/gradio/list_components.py`), and what is made of it
 * here. docs/components.md is written from the registries: after a change of them run this file with `-u`.
 */
import { expect, test } from 'vitest'
import { typedRows } from './typed-words.ts'
import listed from '../fixtures/components-6.31.json' with { type: 'json' }
import { BY_SHAPE, inputWords, JSON_BY_CHOICE, outputWords, WITHOUT_VALUE } from './component-words.ts'

/** Components for which a value of another shape, or JSON, stands in. These numbers may only become smaller. */
const MOST_WITHOUT_INPUT = 0
const MOST_WITHOUT_OUTPUT = 0

const kinds = Object.keys(listed.components).filter((kind) => !Object.hasOwn(WITHOUT_VALUE, kind))
const byChoice = kinds.filter((kind) => Object.hasOwn(JSON_BY_CHOICE, kind))
const withoutInput = kinds.filter((kind) => inputWords(kind) === null && !byChoice.includes(kind))
const withoutOutput = kinds.filter((kind) => outputWords(kind) === null && !Object.hasOwn(BY_SHAPE, kind))

test('no more components go without a field of their own than before', () => {
  console.log(`${withoutInput.length} of ${kinds.length} components have no field of their own: ${withoutInput.join(', ')}`)
  expect(withoutInput.length).toBeLessThanOrEqual(MOST_WITHOUT_INPUT)
})

test('JSON and shape are a choice only where there is nothing else', () => {
  expect(Object.keys(BY_SHAPE).filter((kind) => !kinds.includes(kind) || outputWords(kind) !== null)).toEqual([])
  expect(Object.keys(JSON_BY_CHOICE).filter((kind) => !kinds.includes(kind) || inputWords(kind) !== null)).toEqual([])
})

test('no more components go without a drawing of their own than before', () => {
  console.log(`${withoutOutput.length} of ${kinds.length} components have no drawing of their own: ${withoutOutput.join(', ')}`)
  expect(withoutOutput.length).toBeLessThanOrEqual(MOST_WITHOUT_OUTPUT)
})

test('docs/components.md says what the registries hold', async () => {
  const rows = Object.entries(listed.components).map(([kind, classes]) => {
    const names = classes.map((name) => `\`${name}\``).join(', ')
    const reason = WITHOUT_VALUE[kind]
    if (reason !== undefined) return `| ${names} | – | – | – | ${reason} |`
    const choice = JSON_BY_CHOICE[kind]
    const input = inputWords(kind) ?? (choice === undefined ? 'JSON field, for want of one' : `JSON field: ${choice}`)
    const output = outputWords(kind)
    return `| ${names} | ${input} | ${output?.[0] ?? BY_SHAPE[kind] ?? 'by its shape: file, text or JSON'} | ${output?.[1] ?? 'the last value'} | ${fallBack(kind)} |`
  })
  const page = [
    '# Components',
    '',
    `Every component of Gradio ${listed.gradio} and what is made of it here. Written by \`test/react/components.node.test.ts\` from the registries`,
    '(`defaultInputs`, `defaultOutputs`), which also counts what has no kind of its own:',
    `${withoutInput.length} of ${kinds.length} fields, ${withoutOutput.length} of ${kinds.length} outputs; for ${byChoice.length} more inputs JSON is the field, by decision.`,
    'One entry of a registry replaced changes one kind.',
    '',
    '| component | as an input | as an output | while it streams | where that cannot be |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'A value its kind cannot draw, and a component nobody knows, a custom one too: files as links, text as text, anything else as JSON.',
    'A component without a field of its own is a JSON field, which takes any value the description allows.',
    '',
    'A `gr.ChatInterface` is drawn as a conversation with its history ([031](decisions/031-what-an-endpoint-answers-with-is-drawn.md)).',
    '',
    '## Typed functions',
    '',
    ...typedRows(),
    '',
    `Layouts have no value and lie on the app's own page: ${Object.keys(listed.layouts).join(', ')}.`,
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../../docs/components.md')
})

function fallBack(kind: string): string {
  const known: Readonly<Record<string, string>> = {
    dataframe: 'first rows as a plain table until the grid is there; JSON for a value that is no table',
    nativeplot: 'that it cannot be drawn, its data, JSON to download',
    plot: 'which library it is of, JSON to download',
    model3d: 'why it is not drawn, the file to download',
    highlightedtext: 'plain text above 5,000 pieces',
  }
  return known[kind] ?? 'by its shape: file, text or JSON'
}
