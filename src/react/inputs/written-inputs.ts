/** Code and JSON, loaded for an endpoint that takes them or something that has no field of its own. */
import { codeInput } from './code-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { jsonInput } from './json-input.tsx'

/** By Gradio component type; `json` stands in for every kind that is not known. */
export const writtenInputs = { code: codeInput, json: jsonInput } satisfies InputRegistry
