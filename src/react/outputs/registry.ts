/** Which output is drawn for which Gradio component. Data, so that a user can replace or add one entry. */
import { chatOutput } from './chat-output.tsx'
import { choiceOutput } from './choice-output.tsx'
import { codeOutput } from './code-output.tsx'
import { dataframeOutput } from './dataframe-output.tsx'
import { readFiles } from './file-address.ts'
import { downloadOutput, fileOutput } from './file-output.tsx'
import { filePathsOutput } from './file-paths-output.tsx'
import { galleryOutput } from './gallery-output.tsx'
import { highlightedTextOutput } from './highlighted-text.tsx'
import { htmlOutput } from './html-output.tsx'
import { imageOutput } from './image-output.tsx'
import { jsonOutput } from './json-output.tsx'
import { labelOutput } from './label-output.tsx'
import { annotatedOutput, imageSliderOutput } from './lazy-pictures.tsx'
import { datasetOutput, dialogueOutput } from './lazy-words.tsx'
import { markdownOutput } from './markdown-output.tsx'
import { modelOutput } from './model3d/model-output.tsx'
import { multimodalOutput } from './multimodal-output.tsx'
import { checkboxOutput, numberOutput } from './number-output.tsx'
import type { OutputKind, OutputRegistry } from './output-kind.ts'
import { parametersOutput } from './parameters-output.tsx'
import { colourOutput, momentOutput } from './plain-outputs.tsx'
import { audioOutput, videoOutput } from './player-output.tsx'
import { plotOutput } from './plot/plot-output.tsx'
import { textOutput } from './text-output.tsx'

/** The outputs there are. A component that is not listed is drawn by the shape of its value. */
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
}

const merged = new WeakMap<OutputRegistry, OutputRegistry>()

/** A user's entries laid over the ones there are; the same object for the same entries. */
export function registryOf(own: OutputRegistry | null): OutputRegistry {
  if (own === null) return defaultOutputs
  const registry = merged.get(own) ?? { ...defaultOutputs, ...own }
  merged.set(own, registry)
  return registry
}

/** The kind for a component type, if it can draw the value; else by the value's shape. The type comes from the app. */
export function resolveOutput(registry: OutputRegistry, component: string, value: unknown): OutputKind {
  const kind = kindOf(registry, component)
  if (kind && (kind.accepts?.(value) ?? true)) return kind
  return resolveByShape(registry, value)
}

/** The kind listed for a component type; `undefined` for one nobody has heard of. */
export function kindOf(registry: OutputRegistry, component: string): OutputKind | undefined {
  return Object.hasOwn(registry, component) ? registry[component] : undefined
}

/** What a value looks like, where its component does not say: a custom one, or one of a version to come. */
function resolveByShape(registry: OutputRegistry, value: unknown): OutputKind {
  if (value === null || value === undefined) return textOutput
  if (readFiles(value)) return fileOutput
  if (typeof value === 'number') return numberOutput
  if (typeof value === 'boolean') return checkboxOutput
  if (typeof value === 'string') return textOutput
  const table = kindOf(registry, 'dataframe')
  return table && looksLikeTable(value) && (table.accepts?.(value) ?? true) ? table : jsonOutput
}

function looksLikeTable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('headers' in value) || !('data' in value)) return false
  return Array.isArray(value.headers) && Array.isArray(value.data)
}
