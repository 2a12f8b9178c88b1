/** Fields few apps have, loaded for an endpoint that has one. */
import { explorerInput } from './explorer/explorer-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { datasetInput, dialogueInput, markingInput } from './few-kinds.ts'

/** By Gradio component type. */
export const fewInputs = {
  dialogue: dialogueInput,
  highlightedtext: markingInput,
  dataset: datasetInput,
  fileexplorer: explorerInput,
} satisfies InputRegistry
