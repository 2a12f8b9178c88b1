/**
 * The texts of docs/components.md for each kind. Only what a registry really has is described; otherwise its
 * replacement.
 */
import type { InputKind } from '../../src/react/inputs/input-kind.ts'
import { defaultInputs } from '../../src/react/inputs/input-registry.ts'
import type { OutputKind } from '../../src/react/outputs/output-kind.ts'
import { defaultOutputs } from '../../src/react/outputs/output-registry.ts'

/** Components without a value of their own, and why none is drawn. */
export const WITHOUT_VALUE: Readonly<Record<string, string>> = {
  state: 'kept by the app for the session, never drawn',
  timer: 'a clock of the app’s own page',
  navbar: 'links of the app’s own page',
  workflowcanvas: 'an editor of the app’s own page',
}

/** Components whose field is JSON by decision, and why: on Gradio's page they are not filled in by hand either. */
export const JSON_BY_CHOICE: Readonly<Record<string, string>> = {
  annotatedimage: 'never filled in on Gradio’s page: areas come from a model',
  browserstate:
    'only in a form of your own; this one never draws it, and sends what the app gave back last, as long as the page is there (nothing is written into the browser’s storage)',
  fallback: 'any JSON, by Gradio’s own account of it',
  label: 'never filled in on Gradio’s page: classes come from a model',
  nativeplot: 'never filled in on Gradio’s page: a chart comes from the app',
  paramviewer: 'never filled in on Gradio’s page: documentation of the app’s own',
  plot: 'never filled in on Gradio’s page: a chart comes from the app',
}

/** Components whose values have no shape of their own to draw, and what comes: a decision too. */
export const BY_SHAPE: Readonly<Record<string, string>> = {
  browserstate: 'anything, drawn by its shape',
  button: 'its new text',
  fallback: 'anything, drawn by its shape',
}

/** Kinds that several components share say the same of each. */
const SHARED_INPUTS: readonly (readonly [InputKind | undefined, string])[] = [
  [defaultInputs.textbox, 'text field, one line or several'],
  [defaultInputs.file, 'the platform’s file field, with what was chosen'],
  [defaultInputs.button, 'not drawn, nobody fills it in: its text, or what the app starts it with, is sent'],
]
const INPUTS: Readonly<Record<string, string>> = {
  audio: 'file, or a recording; live (`.stream`): microphone with its level, pause',
  chatbot: 'history and a composer',
  checkbox: 'box',
  checkboxgroup: 'boxes',
  code: 'code field',
  colorpicker: 'colour field',
  dataframe: 'editable grid, paste from a spreadsheet with undo',
  datetime: 'date and time field',
  dropdown: 'list, of one or several, own values',
  dataset: 'one of the samples, by its row',
  dialogue: 'lines and who says each, or one text',
  fileexplorer: 'folders that open and files to tick; paths by hand where the app lists none',
  gallery: 'pictures, several',
  highlightedtext: 'text to edit, pieces of it marked and named',
  image: 'picture: file, paste, camera; live (`.stream`): what the camera sees, pause',
  imageeditor: 'picture or empty sheet to paint on: brush, eraser, layers of the app; no cropping',
  imageslider: 'two pictures',
  json: 'JSON field, which says what is wrong',
  multimodaltextbox: 'text with files',
  number: 'number field',
  radio: 'dots',
  slider: 'slider and its number',
  video: 'file, or a recording',
}

const SHARED_OUTPUTS: readonly (readonly [OutputKind | undefined, string, string])[] = [
  [defaultOutputs.textbox, 'text', 'grows downwards'],
  [defaultOutputs.file, 'link with name and size', 'the last value'],
  [
    defaultOutputs.code === defaultOutputs.html ? defaultOutputs.code : undefined,
    'block of text, spaces kept, markup as it is',
    'grows downwards',
  ],
  [defaultOutputs.json, 'JSON, folded where long', 'the last value'],
  [defaultOutputs.radio, 'choices by their labels', 'the last value'],
  [defaultOutputs.image, 'picture, large on a press', 'the last value'],
  [defaultOutputs.number, 'number by the locale', 'the last value'],
  [
    defaultOutputs.nativeplot,
    'chart by Vega-Lite, data as a table; altair too, plotly by plotly, matplotlib as picture, bokeh and others by `createPlotOutput`',
    'without flicker, one after the other',
  ],
]
const OUTPUTS: Readonly<Record<string, readonly [string, string]>> = {
  annotatedimage: ['picture with areas and their classes', 'the last value'],
  audio: ['player', 'piece by piece where the app streams it'],
  chatbot: ['roles, thoughts and tools folded; asked again, taken back, changed, rated as the app does it', 'grows downwards'],
  checkbox: ['yes or no', 'the last value'],
  code: ['highlighted code', 'grows downwards'],
  colorpicker: ['swatch and its code', 'the last value'],
  datetime: ['moment by the locale', 'the last value'],
  downloadbutton: ['link to its file', 'the last value'],
  dataset: ['the sample, as it stands in its row', 'the last value'],
  dialogue: ['lines, each with its speaker', 'the last value'],
  dataframe: ['grid: virtual rows and columns, sorting, selection, styled cells', 'place and order are kept'],
  fileexplorer: ['paths', 'the last value'],
  gallery: ['pictures in a grid, one large', 'the last value'],
  highlightedtext: ['marked text with classes or scores, legend', 'grows downwards'],
  html: ['in a sandboxed frame', 'the last value'],
  imageslider: ['two pictures and a slider between', 'the last value'],
  label: ['winner and bars', 'the last value'],
  markdown: ['sanitised Markdown', 'grows downwards'],
  model3d: ['GLB and glTF to turn, the file always', 'the last value'],
  multimodaltextbox: ['text, then its pictures and files', 'the last value'],
  paramviewer: ['list of parameters', 'the last value'],
  video: ['player', 'piece by piece where the app streams it'],
}

/** How a component is filled in; `null` where the JSON field stands in. */
export function inputWords(component: string): string | null {
  const kind = own(defaultInputs, component)
  if (!kind) return null
  return SHARED_INPUTS.find(([shared]) => shared === kind)?.[1] ?? INPUTS[component] ?? 'a field of its own'
}

/** How a component's value is drawn, and how while it streams; `null` where the shape of the value decides. */
export function outputWords(component: string): readonly [string, string] | null {
  const kind = own(defaultOutputs, component)
  if (!kind) return null
  const shared = SHARED_OUTPUTS.find(([one]) => one === kind)
  return shared ? [shared[1], shared[2]] : (OUTPUTS[component] ?? ['a drawing of its own', 'the last value'])
}

function own<Kind>(registry: Readonly<Record<string, Kind>>, component: string): Kind | undefined {
  return Object.hasOwn(registry, component) ? registry[component] : undefined
}
