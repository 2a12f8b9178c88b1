/** Runs that are about their value: at once, numbers, JSON, every kind of input, files. */
import { completed, log, processStarts, estimation, starting } from '../scenario-steps.ts'
import type { Scenario } from '../scenario.ts'
import { numberInput, promptParameter, textInput, textReturn } from './parameters.ts'

/** Answers at once. */
export const instant: Scenario = {
  name: 'instant',
  description: 'Turns a title into a web address. Answers at once.',
  parameters: [
    { name: 'title', label: 'Title', component: 'textbox', value: 'A lighthouse on a cliff at dawn', props: { placeholder: 'Any title' } },
  ],
  returns: [textReturn('Address')],
  steps: (inputs) => [
    estimation(0, 0, 1, 0.01),
    processStarts(0, 0.01),
    completed(
      0,
      [
        textInput(inputs, 0, 'untitled')
          .toLowerCase()
          .replace(/[^a-z0-9]+/gu, '-')
          .replace(/^-|-$/gu, ''),
      ],
      0.01,
    ),
  ],
}

/** Three numbers of very different size. */
export const numbers: Scenario = {
  name: 'numbers',
  description: 'Scores a text: a whole number, a fraction, a large amount.',
  parameters: [
    { name: 'text', label: 'Text', component: 'textbox', value: 'The ferry leaves at seven and nobody is late.', props: { lines: 3 } },
  ],
  returns: [
    { name: 'words', label: 'Words', component: 'number', props: { precision: 0 } },
    { name: 'confidence', label: 'Confidence', component: 'number' },
    { name: 'tokens_seen', label: 'Tokens seen in training', component: 'number' },
  ],
  steps: (inputs) => [...starting(0.4), completed(400, [textInput(inputs, 0, '').split(/\s+/u).length, 0.8731, 1_400_000_000_000], 0.4)],
}

/** Nested JSON. */
export const json: Scenario = {
  name: 'json',
  description: 'Reads an invoice and gives its fields as JSON.',
  parameters: [
    {
      name: 'text',
      label: 'Invoice text',
      component: 'textbox',
      value: 'Invoice 2107, 3 desk lamps at 49.90, due on 14 March',
      props: { lines: 4 },
    },
  ],
  returns: [{ name: 'fields', label: 'Fields', component: 'json' }],
  steps: [
    ...starting(0.8),
    completed(
      800,
      [
        {
          invoice: { number: '2107', due: '2026-03-14', currency: 'EUR' },
          lines: [{ description: 'Desk lamp', quantity: 3, unit_price: 49.9, total: 149.7 }],
          paid: false,
          notes: null,
        },
      ],
      0.8,
    ),
  ],
}

/** One input of every kind the form draws; answers with what it was given. */
export const manyInputs: Scenario = {
  name: 'many_inputs',
  description: 'One input of every kind. Answers with what it was given.',
  parameters: [
    promptParameter('A harbour in the rain'),
    {
      name: 'count',
      label: 'Pictures',
      component: 'number',
      value: 2,
      props: { precision: 0, minimum: 1, maximum: 8, step: 1, info: 'Between 1 and 8.' },
    },
    {
      name: 'guidance',
      label: 'Guidance',
      component: 'slider',
      value: 0.5,
      props: { minimum: 0, maximum: 1, step: 0.1, info: 'How closely to follow the prompt.' },
    },
    { name: 'upscale', label: 'Upscale', component: 'checkbox', value: true, props: { info: 'Doubles the resolution.' } },
    {
      name: 'tags',
      label: 'Tags',
      component: 'checkboxgroup',
      value: ['sea'],
      props: { choices: ['sea', 'city', 'night'], info: 'Any number of them.' },
    },
    {
      name: 'format',
      label: 'Format',
      component: 'radio',
      value: 'square',
      props: {
        choices: [
          ['Square', 'square'],
          ['Portrait', 'portrait'],
          ['Landscape', 'landscape'],
        ],
      },
    },
    {
      name: 'style',
      label: 'Style',
      component: 'dropdown',
      value: 'watercolour',
      props: {
        choices: [
          ['Watercolour', 'watercolour'],
          ['Photograph', 'photograph'],
        ],
      },
    },
    {
      name: 'colours',
      label: 'Colours',
      component: 'dropdown',
      value: ['blue'],
      props: { choices: ['blue', 'green', 'red', 'yellow'], multiselect: true, max_choices: 3 },
    },
    { name: 'options', label: 'Options', component: 'json', value: { sampler: 'euler', tiles: [2, 2] } },
  ],
  returns: [{ name: 'given', label: 'What was given', component: 'json' }],
  steps: (inputs) => {
    const names = manyInputs.parameters.map(({ name }) => name)
    return [...starting(0.3), completed(300, [Object.fromEntries(names.map((name, index) => [name, inputs[index] ?? null]))], 0.3)]
  },
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" role="img" aria-label="A lighthouse at dawn">
<rect width="320" height="200" fill="#f3d9c4"/><rect y="120" width="320" height="80" fill="#5b7c99"/>
<circle cx="230" cy="116" r="26" fill="#f6b26b"/><path d="M0 132 L90 96 L132 140 L0 160 Z" fill="#4a4a4a"/>
<path d="M74 100 L80 40 L96 40 L102 104 Z" fill="#fff"/><rect x="79" y="28" width="18" height="12" fill="#b23b3b"/>
</svg>
`
const TABLE = 'step,loss\n1,0.92\n2,0.61\n3,0.44\n4,0.38\n'

/** An image and a table as files that the engine serves. */
export const files: Scenario = {
  name: 'files',
  description: 'Gives a picture and a table of numbers as files.',
  parameters: [promptParameter()],
  returns: [
    { name: 'picture', label: 'Picture', component: 'image' },
    { name: 'table', label: 'Training log', component: 'file' },
  ],
  files: [
    { path: '/results/lighthouse.svg', mimeType: 'image/svg+xml', body: PICTURE },
    { path: '/results/training log.csv', mimeType: 'text/csv; charset=utf-8', body: TABLE },
  ],
  steps: (_inputs, { file }) => [
    ...starting(1.2),
    log(400, 'info', 'The picture is ready, writing the table.', { durationSeconds: 5 }),
    completed(800, [file('/results/lighthouse.svg'), file('/results/training log.csv')], 1.2),
  ],
}

/** Holds `gr.State`: info leaves it out, and the wire has `null` in its place. */
export const stateful: Scenario = {
  name: 'stateful',
  description: 'Adds a line to a list the app keeps.',
  parameters: [
    { name: 'item', label: 'Item', component: 'textbox', value: 'Oranges' },
    { name: 'seen', component: 'state' },
  ],
  returns: [
    { name: 'seen', component: 'state' },
    { name: 'list', label: 'List', component: 'textbox' },
  ],
  steps: (inputs) => [...starting(0.1), completed(100, [null, `Added: ${textInput(inputs, 0, 'nothing')}`], 0.1)],
}

/** A plain function that takes its time and sends nothing. It cannot be stopped, only left. */
export const slow: Scenario = {
  name: 'slow',
  description: 'Takes some seconds and reports nothing on the way.',
  parameters: [{ name: 'seconds', label: 'Seconds', component: 'slider', value: 5, props: { minimum: 1, maximum: 60, step: 1 } }],
  returns: [textReturn()],
  steps: (inputs) => {
    const seconds = numberInput(inputs, 0, 5, 1, 60)
    return [...starting(), completed(seconds * 1000, [`Took ${seconds} s`], seconds)]
  },
}
