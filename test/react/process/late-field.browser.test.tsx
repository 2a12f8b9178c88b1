/** A field that is on its way takes the room of the field that comes, so that nothing on the page moves. In a real browser. */
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import type { EndpointDescription, ParameterDescription } from '../../../src/core/protocol/app-description.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { LateField } from '../../../src/react/process/late-field.tsx'
import '../../../src/react/styles/index.css'
import { parameter, stillClock, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'

/** What a subpixel, or a border, may make of it. */
const TOLERANCE_PX = 1.5

const rows = (count: number) => ({ headers: ['a', 'b'], data: Array.from({ length: count }, (_, row) => [row, 'x']) })
const message = parameter('textbox', 'Message')

const TALK = [
  { speaker: 'Ann', text: 'How are you?' },
  { speaker: 'Bob', text: 'Well.' },
]
const MARKED = [
  { token: 'Ann lives in ', class_or_confidence: null },
  { token: 'Rome', class_or_confidence: 'place' },
]
const SAMPLES = { components: [{ name: 'textbox' }], headers: ['Voice'] }

const CASES: readonly [name: string, field: ParameterDescription, beside?: ParameterDescription][] = [
  ['JSON with a value', parameter('json', 'Options', { defaultValue: { a: 1, b: [1, 2, 3] } })],
  ['JSON that is empty', parameter('json', 'Options')],
  ['JSON with a line of help', parameter('json', 'Options', { props: { info: 'Passed on as it is.' } })],
  ['JSON nobody may change', parameter('json', 'Options', { defaultValue: { a: 1 }, props: { interactive: false } })],
  ['long JSON', parameter('json', 'Options', { defaultValue: Array.from({ length: 100 }, (_, index) => index) })],
  ['a kind nobody knows', parameter('colourwheel', 'Hue', { pythonType: 'str' })],
  ['code', parameter('code', 'Code')],
  ['code of one line', parameter('code', 'Code', { props: { lines: 1 } })],
  ['code that starts long', parameter('code', 'Code', { defaultValue: 'a = 1\n'.repeat(12) })],
  ['a table without a value', parameter('dataframe', 'Table')],
  ['a table of one row', parameter('dataframe', 'Table', { props: { row_count: [1, 'dynamic'], col_count: [2, 'fixed'] } })],
  ['a table of two rows', parameter('dataframe', 'Table', { defaultValue: rows(2) })],
  ['a table of many rows', parameter('dataframe', 'Table', { defaultValue: rows(200) })],
  ['a chat that is written in', parameter('chatbot', 'Chat')],
  ['a chat beside a field for the message', parameter('chatbot', 'Chat'), message],
  ['a dialogue as one text', parameter('dialogue', 'Script', { props: { tags: ['(laughs)'] } })],
  ['a dialogue of two lines', parameter('dialogue', 'Talk', { defaultValue: TALK, props: { speakers: ['Ann', 'Bob'] } })],
  ['a dialogue nobody may change', parameter('dialogue', 'Talk', { defaultValue: TALK, props: { interactive: false } })],
  ['a text to mark', parameter('highlightedtext', 'Entities')],
  ['a text with marks', parameter('highlightedtext', 'Entities', { defaultValue: MARKED })],
  ['marks nobody may change', parameter('highlightedtext', 'Entities', { defaultValue: MARKED, props: { interactive: false } })],
  ['three samples', parameter('dataset', 'Voices', { props: { ...SAMPLES, samples: [['Ann'], ['Bob'], ['Cleo']] } })],
  ['forty samples', parameter('dataset', 'Voices', { props: { ...SAMPLES, samples: Array.from({ length: 40 }, () => ['Ann']) } })],
  ['no samples', parameter('dataset', 'Voices')],
  ['an empty sheet', parameter('imageeditor', 'Sketch')],
  ['a sheet of another shape', parameter('imageeditor', 'Sketch', { props: { canvas_size: [400, 200], sources: [] } })],
  ['a mask', parameter('imageeditor', 'Mask', { props: { brush: { colors: ['#000000'], color_mode: 'fixed' } } })],
  ['a file', parameter('file', 'File')],
  ['an image', parameter('image', 'Image')],
  ['text with files', parameter('multimodaltextbox', 'Message')],
]

interface Look {
  density: string
  letters: string
  isLate: boolean
}

const LOOKS: readonly [name: string, density: string, letters: string][] = [
  ['as it is', 'usual', '0.875rem'],
  ['close together', 'dense', '0.8125rem'],
  ['with large letters', 'usual', '1.125rem'],
]

describe.each(LOOKS)('%s', (_look, density, letters) => {
  it.each(CASES)('%s', async (_name, field, beside) => {
    const endpoint: EndpointDescription = { ...summarise, parameters: beside ? [field, beside] : [field] }
    const late = await heightOf(endpoint, { density, letters, isLate: true }, <LateRow endpoint={endpoint} field={field} />)
    const real = await heightOf(endpoint, { density, letters, isLate: false }, <GradioProcess.Form />)
    expect(Math.abs(late - real), `${late} px became ${real} px`).toBeLessThanOrEqual(TOLERANCE_PX)
  })
})

function LateRow({ endpoint, field }: { endpoint: EndpointDescription; field: ParameterDescription }): ReactNode {
  return (
    <div className="rgs-fields">
      <LateField id="late" endpoint={endpoint} parameter={field} issue={null} late={null} />
    </div>
  )
}

/** Height of the first field while it is on its way, or once all of it is there. */
async function heightOf(endpoint: EndpointDescription, { density, letters, isLate }: Look, children: ReactNode): Promise<number> {
  const holder = document.body.appendChild(document.createElement('main'))
  holder.dataset.density = density
  holder.style.inlineSize = '640px'
  holder.style.setProperty('--rgs-text-size', letters)
  const root = createRoot(holder)
  flushSync(() =>
    root.render(
      <GradioProcess.View stream={stream({ endpoint })} clock={stillClock} locale="en">
        {children}
      </GradioProcess.View>,
    ),
  )
  await expect
    .poll(() => holder.querySelector('.rgs-field') && holder.querySelector('.rgs-late') !== null, { timeout: 10_000 })
    .toBe(isLate)
  const height = holder.querySelector('.rgs-field')?.getBoundingClientRect().height ?? 0
  root.unmount()
  holder.remove()
  return height
}
