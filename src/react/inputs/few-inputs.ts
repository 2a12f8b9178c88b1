/** Fields few apps have, loaded for an endpoint that has one. */
import type { InputRegistry } from './input-kind.ts'
import { datasetInput, dialogueInput, markingInput } from './few-kinds.ts'

/** By Gradio component type. */
export const fewInputs = { dialogue: dialogueInput, highlightedtext: markingInput, dataset: datasetInput } satisfies InputRegistry
