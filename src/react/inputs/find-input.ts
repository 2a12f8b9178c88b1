/**
 * The field of a component: the page's own, a plain one, or one of those that are loaded with the first endpoint
 * that needs them.
 */
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { InputKind, InputRegistry } from './input-kind.ts'
import { plainInputs } from './plain-inputs.ts'

let loaded: InputRegistry = {}

/** Makes all fields of this library known, once they are loaded. */
export function registerInputs(inputs: InputRegistry): void {
  loaded = inputs
}

/** The field of a component; `null` while it has not been loaded. JSON stands in for a component that is not known. */
export function findInput(own: InputRegistry | null, component: string): InputKind | null {
  return entryOf(own, component) ?? entryOf(plainInputs, component) ?? entryOf(loaded, component) ?? loaded.json ?? null
}

/** Whether an endpoint has fields beside the page's own and the plain ones. */
export function hasRareInputs({ parameters }: Pick<EndpointDescription, 'parameters'>, own: InputRegistry | null): boolean {
  return parameters.some(({ component }) => !entryOf(own, component) && !entryOf(plainInputs, component))
}

/** The type comes from the app, so only own entries count. */
function entryOf(registry: InputRegistry | null, component: string): InputKind | undefined {
  return registry && Object.hasOwn(registry, component) ? registry[component] : undefined
}
