/** The field for each Gradio component, as a complete list. Forms use `find-input.ts`. */
'use client'

import { chatInput } from './text/chat-input.tsx'
import { codeInput } from './text/code-input.tsx'
import { dataframeInput } from './dataframe/dataframe-input.tsx'
import { datasetInput } from './plain/dataset-input.tsx'
import { dialogueInput } from './dialogue-input.ts'
import { explorerInput } from './explorer/explorer-input.ts'
import { fileInput, imageSliderInput } from './files/file-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { jsonInput } from './text/json-input.tsx'
import { withLive } from './live/live-kind.tsx'
import { markingInput } from './marking-input.ts'
import { multimodalInput } from './text/multimodal-input.tsx'
import { plainInputs } from './plain-inputs.ts'
import { schemaInput } from './schema/schema-input.tsx'
import { imageInput, sketchInput } from './sketch/sketch-input.tsx'

/** The default fields. A component that is not listed gets the JSON field. */
export const defaultInputs: InputRegistry = {
  ...plainInputs,
  api: schemaInput,
  audio: withLive(fileInput),
  chatbot: chatInput,
  code: codeInput,
  dataframe: dataframeInput,
  dataset: datasetInput,
  dialogue: dialogueInput,
  file: fileInput,
  fileexplorer: explorerInput,
  gallery: fileInput,
  highlightedtext: markingInput,
  image: withLive(imageInput),
  imageeditor: sketchInput,
  imageslider: imageSliderInput,
  json: jsonInput,
  model3d: fileInput,
  multimodaltextbox: multimodalInput,
  uploadbutton: fileInput,
  video: fileInput,
}
