/** The fields for files, loaded for an endpoint that takes some. */
import { fileInput, imageSliderInput } from './file-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { multimodalInput } from './multimodal-input.tsx'
import { imageInput, sketchInput } from './sketch/sketch-input.tsx'

export { loadSketches } from './sketch/sketch-input.tsx'

/** By Gradio component type. */
export const fileInputs = {
  file: fileInput,
  image: imageInput,
  audio: fileInput,
  video: fileInput,
  model3d: fileInput,
  uploadbutton: fileInput,
  gallery: fileInput,
  imageeditor: sketchInput,
  imageslider: imageSliderInput,
  multimodaltextbox: multimodalInput,
} satisfies InputRegistry
