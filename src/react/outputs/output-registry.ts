/** The output for each Gradio component. Plain data, so that a page can replace or add entries. */
'use client'

import { isNumber } from '../kit/numbers.ts'
import { annotatedOutput } from './text/annotated-output.tsx'
import { chatOutput } from './chat/chat-output.tsx'
import { choiceOutput } from './text/choice-output.tsx'
import { codeOutput } from './code/code-output.tsx'
import { dataframeOutput } from './table/dataframe-output.tsx'
import { datasetOutput } from './json/dataset-output.tsx'
import { dialogueOutput } from './text/dialogue-output.tsx'
import { readFiles } from '../kit/file-address.ts'
import { downloadOutput, fileOutput } from './files/file-output.tsx'
import { filePathsOutput } from './files/file-paths-output.tsx'
import { galleryOutput } from './media/gallery-output.tsx'
import { highlightedTextOutput } from './text/highlighted-text.tsx'
import { htmlOutput } from './text/html-output.tsx'
import { imageOutput } from './media/image-output.tsx'
import { imageSliderOutput } from './media/image-slider-output.tsx'
import { jsonOutput } from './json/json-output.tsx'
import { labelOutput } from './text/label-output.tsx'
import { markdownOutput } from './text/markdown-output.tsx'
import { modelOutput } from './model3d/model-output.tsx'
import { multimodalOutput } from './chat/multimodal-output.tsx'
import { checkboxOutput, numberOutput } from './text/number-output.tsx'
import type { OutputKind, OutputRegistry } from './output-kind.ts'
import { parametersOutput } from './json/parameters-output.tsx'
import { colourOutput, momentOutput } from './colour-and-date-outputs.tsx'
import { audioOutput, videoOutput } from './media/player-output.tsx'
import { plotOutput } from './plot/plot-output.tsx'
import { textOutput } from './text/text-output.tsx'
import { typedOutput } from './typed/typed-output.tsx'

/** The default outputs. A component that is not listed is drawn by the shape of its value. */
export const defaultOutputs: OutputRegistry = {
  textbox: textOutput,
  markdown: markdownOutput,
  html: htmlOutput,
  code: codeOutput,
  chatbot: chatOutput,
  number: numberOutput,
  slider: numberOutput,
  timer: numberOutput,
  checkbox: checkboxOutput,
  checkboxgroup: choiceOutput,
  radio: choiceOutput,
  dropdown: choiceOutput,
  colorpicker: colourOutput,
  datetime: momentOutput,
  label: labelOutput,
  json: jsonOutput,
  file: fileOutput,
  uploadbutton: fileOutput,
  downloadbutton: downloadOutput,
  fileexplorer: filePathsOutput,
  image: imageOutput,
  imageeditor: imageOutput,
  imagemask: imageOutput,
  sketchpad: imageOutput,
  paint: imageOutput,
  annotatedimage: annotatedOutput,
  imageslider: imageSliderOutput,
  gallery: galleryOutput,
  audio: audioOutput,
  video: videoOutput,
  model3d: modelOutput,
  highlightedtext: highlightedTextOutput,
  multimodaltextbox: multimodalOutput,
  dialogue: dialogueOutput,
  dataset: datasetOutput,
  paramviewer: parametersOutput,
  dataframe: dataframeOutput,
  plot: plotOutput,
  nativeplot: plotOutput,
  lineplot: plotOutput,
  barplot: plotOutput,
  scatterplot: plotOutput,
  api: typedOutput,
}

const merged = new WeakMap<OutputRegistry, OutputRegistry>()

/** A page's entries over the defaults; the same object for the same entries. */
export function registryOf(own: OutputRegistry | null): OutputRegistry {
  if (own === null) return defaultOutputs
  const registry = merged.get(own) ?? { ...defaultOutputs, ...own }
  merged.set(own, registry)
  return registry
}

/**
 * The kind for a component, if it can draw the value; otherwise by the value's shape. The component's name comes from
 * the app.
 */
export function resolveOutput(registry: OutputRegistry, component: string, value: unknown): OutputKind {
  const kind = findOutput(registry, component)
  if (kind && (kind.accepts?.(value) ?? true)) return kind
  return resolveByShape(registry, value)
}

/** The kind listed for a component; `undefined` for an unknown one. */
export function findOutput(registry: OutputRegistry, component: string): OutputKind | undefined {
  return Object.hasOwn(registry, component) ? registry[component] : undefined
}

/** Chooses by shape if the component does not say: a custom one, or one of a later version. */
function resolveByShape(registry: OutputRegistry, value: unknown): OutputKind {
  if (value === null || value === undefined) return textOutput
  if (readFiles(value)) return fileOutput
  if (isNumber(value)) return numberOutput
  if (typeof value === 'boolean') return checkboxOutput
  if (typeof value === 'string') return textOutput
  const table = findOutput(registry, 'dataframe')
  return table && looksLikeTable(value) && (table.accepts?.(value) ?? true) ? table : jsonOutput
}

function looksLikeTable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('headers' in value) || !('data' in value)) return false
  return Array.isArray(value.headers) && Array.isArray(value.data)
}
