/** A text that grows word by word, as a language model writes it. */
import { completed, edited, generating, starting } from '../scenario-steps.ts'
import type { Scenario } from '../scenario.ts'
import { numberInput, textInput, textReturn } from './parameters.ts'

const PARAGRAPH =
  'Lighthouses were built where the coast could not be trusted. Their keepers climbed the stairs at dusk, trimmed the wick, ' +
  'wound the clockwork that turned the lens, and wrote down the weather every three hours. A ship that saw the flash could tell ' +
  'by its rhythm which cape it was passing. Today most lights run by themselves, yet many towers are kept painted, because ' +
  'people like to know that somebody is still looking out to sea.'

/** The words of the answer, each with the space before it, as they are sent. */
export function answerTokens(prompt: string, maxTokens: number): readonly string[] {
  const text = `You asked: ${prompt} ${PARAGRAPH}`
  return (text.match(/\s*\S+/gu) ?? []).slice(0, maxTokens)
}

/** Streams a paragraph by `append` edits. Reacts to prompt and length. */
export const tokens: Scenario = {
  name: 'tokens',
  description: 'Writes a paragraph, word by word.',
  isGenerator: true,
  parameters: [
    {
      name: 'prompt',
      label: 'Prompt',
      component: 'textbox',
      value: 'Why do we still have lighthouses?',
      props: { lines: 2, placeholder: 'Ask anything' },
    },
    {
      name: 'max_tokens',
      label: 'Longest answer',
      component: 'slider',
      value: 96,
      props: { minimum: 8, maximum: 256, step: 8, info: 'In words.' },
    },
    { name: 'temperature', label: 'Temperature', component: 'slider', value: 0.7, props: { minimum: 0, maximum: 2, step: 0.1 } },
  ],
  returns: [{ name: 'answer', label: 'Answer', component: 'textbox', props: { lines: 8 } }],
  steps: (inputs) => {
    const words = answerTokens(textInput(inputs, 0, 'Nothing'), numberInput(inputs, 1, 96, 1, 256))
    const [first = '', ...rest] = words
    return [
      ...starting(),
      generating(250, [first]),
      ...rest.map((word) => edited(45, [['append', [], word]])),
      completed(45, [words.join('')], words.length * 0.045),
    ]
  },
}

/** A table that grows and shrinks by edits: rows appended, a cell replaced, rows deleted at the end. */
export const tableRows: Scenario = {
  name: 'table_rows',
  description: 'Finds candidates and keeps the best ones.',
  isGenerator: true,
  parameters: [{ name: 'query', label: 'Query', component: 'textbox', value: 'Quiet places by the sea' }],
  returns: [{ ...textReturn('Candidates'), component: 'json' }],
  steps: [
    ...starting(),
    generating(300, [{ rows: [{ name: 'Ventnor', score: 0.4 }] }]),
    edited(300, [['replace', ['rows', 0, 'score'], 0.6]]),
    edited(300, [
      ['add', ['rows', 1], { name: 'Staithes', score: 0.9 }],
      ['add', ['rows', 2], { name: 'Whitby', score: 0.2 }],
    ]),
    edited(300, [
      ['append', ['rows', 1, 'name'], ', Yorkshire'],
      ['delete', ['rows', 2], null],
    ]),
    completed(
      300,
      [
        {
          rows: [
            { name: 'Ventnor', score: 0.6 },
            { name: 'Staithes, Yorkshire', score: 0.9 },
          ],
        },
      ],
      1.5,
    ),
  ],
}
