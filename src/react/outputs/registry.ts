/** Which output is drawn for which Gradio component. Data, so that a user can replace or add one entry. */
import { dataframeOutput } from './dataframe-output.tsx'
import { readFiles } from './file-address.ts'
import { fileOutput } from './file-output.tsx'
import { filePathsOutput } from './file-paths-output.tsx'
import { highlightedTextOutput } from './highlighted-text.tsx'
import { jsonOutput } from './json-output.tsx'
import { labelOutput } from './label-output.tsx'
import { modelOutput } from './model3d/model-output.tsx'
import { checkboxOutput, numberOutput } from './number-output.tsx'
import type { OutputKind, OutputRegistry } from './output-kind.ts'
import { parametersOutput } from './parameters-output.tsx'
import { plotOutput } from './plot/plot-output.tsx'
import { codeOutput, textOutput } from './text-output.tsx'

/** The outputs there are. A component that is not listed is drawn by the shape of its value. */
export const defaultOutputs: OutputRegistry = {
  textbox: textOutput,
  markdown: textOutput,
  html: codeOutput,
  code: codeOutput,
  number: numberOutput,
  slider: numberOutput,
  checkbox: checkboxOutput,
  checkboxgroup: textOutput,
  radio: textOutput,
  dropdown: textOutput,
  label: labelOutput,
  json: jsonOutput,
  file: fileOutput,
  downloadbutton: fileOutput,
  image: fileOutput,
  audio: fileOutput,
  video: fileOutput,
  gallery: fileOutput,
  model3d: modelOutput,
  highlightedtext: highlightedTextOutput,
  fileexplorer: filePathsOutput,
  paramviewer: parametersOutput,
  dataframe: dataframeOutput,
  plot: plotOutput,
  nativeplot: plotOutput,
  lineplot: plotOutput,
  barplot: plotOutput,
  scatterplot: plotOutput,
}

/** The kind for a component type, if it can draw the value; else by the value's shape. The type comes from the app. */
export function resolveOutput(registry: OutputRegistry, component: string, value: unknown): OutputKind {
  const kind = Object.hasOwn(registry, component) ? registry[component] : undefined
  if (kind && (kind.accepts?.(value) ?? true)) return kind
  if (readFiles(value)) return fileOutput
  return typeof value === 'string' ? textOutput : jsonOutput
}
