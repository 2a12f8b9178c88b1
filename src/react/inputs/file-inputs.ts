/** The fields for files, loaded for an endpoint that takes some. */
import { fileInput, imageSliderInput } from './file-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { multimodalInput } from './multimodal-input.tsx'

/** By Gradio component type. */
export const fileInputs = {
  file: fileInput,
  image: fileInput,
  audio: fileInput,
  video: fileInput,
  model3d: fileInput,
  uploadbutton: fileInput,
  gallery: fileInput,
  imageeditor: fileInput,
  imageslider: imageSliderInput,
  multimodaltextbox: multimodalInput,
} satisfies InputRegistry
