/** A parameter for every kind that has a field, for tests of what must hold for all of them. */
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { portTable } from '../../../stories/answered.ts'
import { parameter } from '../../../stories/fixtures.ts'

const choices = ['Calm', 'Rough', 'Frozen']
const voices = Array.from({ length: 24 }, (_, index) => `Voice ${index + 1}`)
const file = (name: string) => ({ path: `/cache/${name}`, orig_name: name, size: 812, meta: { _type: 'gradio.FileData' } })

/** Most of them with something in it; none folds away. */
export const EVERY_FIELD: readonly ParameterDescription[] = [
  parameter('textbox', 'Name', { defaultValue: 'Ann', props: { info: 'As on the list.' } }),
  parameter('textbox', 'Story', { props: { lines: 3 } }),
  parameter('number', 'Width'),
  parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 1, maximum: 50 } }),
  parameter('checkbox', 'Loud', { defaultValue: true }),
  parameter('checkboxgroup', 'Weather', { defaultValue: ['Calm'], props: { choices } }),
  parameter('radio', 'Sea', { defaultValue: 'Rough', props: { choices } }),
  parameter('dropdown', 'Voice', { props: { choices } }),
  parameter('dropdown', 'Voices', { defaultValue: ['Voice 2', 'Voice 5'], props: { choices: voices, multiselect: true } }),
  parameter('colorpicker', 'Ink', { defaultValue: '#3b5bdb' }),
  parameter('datetime', 'From', { defaultValue: '2026-03-01 12:00:00' }),
  parameter('json', 'Options', { defaultValue: { a: 1 } }),
  parameter('code', 'Script', { defaultValue: 'print(1)' }),
  parameter('file', 'Papers', { defaultValue: [file('minutes.txt'), file('notes.txt')], props: { file_count: 'multiple' } }),
  parameter('image', 'Picture'),
  parameter('audio', 'Song'),
  parameter('imageslider', 'Before and after'),
  parameter('imageeditor', 'Sketch', { props: { sources: [], canvas_size: [320, 200], layers: { layers: ['Ink', 'Colour'] } } }),
  parameter('multimodaltextbox', 'Question', { props: { file_count: 'multiple' } }),
  parameter('chatbot', 'Talk', { defaultValue: [{ role: 'user', content: 'Hello' }] }),
  parameter('dataframe', 'Ports', { defaultValue: portTable(4), props: { row_count: [4, 'dynamic'], col_count: [5, 'dynamic'] } }),
  parameter('dialogue', 'Dialogue', {
    defaultValue: [{ speaker: 'Ann', text: 'When do the ferries run?' }],
    props: { speakers: ['Ann', 'Bo'], tags: ['(laughs)'] },
  }),
  parameter('highlightedtext', 'Marked', {
    defaultValue: [
      { token: 'The harbour', class_or_confidence: 'place' },
      { token: ' is open', class_or_confidence: null },
    ],
  }),
  parameter('fileexplorer', 'Folders'),
  parameter('dataset', 'Sample', { props: { samples: [['One'], ['Two']], headers: ['Name'], components: ['textbox'] } }),
].map((one) => ({ ...one, hasDefault: false }))
