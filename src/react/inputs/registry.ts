/** Which field is drawn for which Gradio component. Data, so that a user can replace or add one entry. */
import { chatInput } from './chat-input.tsx'
import { checkboxGroupInput } from './checkbox-group-input.tsx'
import { checkboxInput } from './checkbox-input.tsx'
import { dataframeInput } from './dataframe/dataframe-input.tsx'
import { codeInput } from './code-input.tsx'
import { colorInput } from './color-input.tsx'
import { dateTimeInput } from './date-time-input.tsx'
import { dropdownInput } from './dropdown-input.tsx'
import { fileInput, imageSliderInput } from './file-input.tsx'
import type { InputKind, InputRegistry } from './input-kind.ts'
import { jsonInput } from './json-input.tsx'
import { datasetInput, dialogueInput, markingInput } from './lazy-fields.tsx'
import { multimodalInput } from './multimodal-input.tsx'
import { nothingInput } from './nothing-input.ts'
import { numberInput } from './number-input.tsx'
import { radioInput } from './radio-input.tsx'
import { imageInput, sketchInput } from './sketch/sketch-input.tsx'
import { sliderInput } from './slider-input.tsx'
import { textInput } from './text-input.tsx'

/** The fields there are. A component that is not listed gets the JSON field. */
export const defaultInputs: InputRegistry = {
  textbox: textInput,
  code: codeInput,
  markdown: textInput,
  html: textInput,
  number: numberInput,
  slider: sliderInput,
  checkbox: checkboxInput,
  checkboxgroup: checkboxGroupInput,
  radio: radioInput,
  dropdown: dropdownInput,
  colorpicker: colorInput,
  datetime: dateTimeInput,
  json: jsonInput,
  chatbot: chatInput,
  file: fileInput,
  image: imageInput,
  audio: fileInput,
  video: fileInput,
  dataframe: dataframeInput,
  model3d: fileInput,
  uploadbutton: fileInput,
  gallery: fileInput,
  imageeditor: sketchInput,
  imageslider: imageSliderInput,
  multimodaltextbox: multimodalInput,
  dialogue: dialogueInput,
  highlightedtext: markingInput,
  dataset: datasetInput,
  button: nothingInput,
  clearbutton: nothingInput,
  deeplinkbutton: nothingInput,
  downloadbutton: nothingInput,
  duplicatebutton: nothingInput,
  loginbutton: nothingInput,
  logoutbutton: nothingInput,
  timer: nothingInput,
}

/** The kind for a component type. The type comes from the app, so only own entries count. */
export function resolveInput(registry: InputRegistry, component: string): InputKind {
  return (Object.hasOwn(registry, component) ? registry[component] : undefined) ?? jsonInput
}
