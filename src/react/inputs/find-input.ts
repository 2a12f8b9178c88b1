/** The field of a component: the page's own, one that comes with every form, or a rarer one once it has been loaded. */
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import { LateCode } from '../late-code.ts'
import type { InputKind, InputRegistry } from './input-kind.ts'
import { lateInputsOf, writtenLate } from './late-inputs.ts'
import { plainInputs } from './plain-inputs.ts'

/** Where the field of a component is, or comes from. The type comes from the app, so only own entries count. */
function lookUp(own: InputRegistry | null, component: string): InputKind | LateCode<InputRegistry> {
  return entryOf(own, component) ?? entryOf(plainInputs, component) ?? lateInputsOf(component) ?? writtenLate
}

function entryOf(registry: InputRegistry | null, component: string): InputKind | undefined {
  return registry && Object.hasOwn(registry, component) ? registry[component] : undefined
}

function isLate(found: InputKind | LateCode<InputRegistry>): found is LateCode<InputRegistry> {
  return found instanceof LateCode
}

/** What loads the field of a component; `null` where nothing has to be. */
export function loaderOf(own: InputRegistry | null, component: string): LateCode<InputRegistry> | null {
  const found = lookUp(own, component)
  return isLate(found) ? found : null
}

/** The field of a component; `null` while it has not been loaded. */
export function findInput(own: InputRegistry | null, component: string): InputKind | null {
  const found = lookUp(own, component)
  if (!isLate(found)) return found
  const { code } = found.getState()
  return code && (entryOf(code, component) ?? code.json ?? null)
}

/** Loads every field of an endpoint. Resolves when they are there, or could not be loaded. */
export async function loadInputs({ parameters }: EndpointDescription, own: InputRegistry | null): Promise<void> {
  await Promise.all(parameters.map(async ({ component }) => loaderOf(own, component)?.load()))
}

/** Whether nothing of an endpoint's fields is on its way any more. */
export function areInputsThere({ parameters }: EndpointDescription, own: InputRegistry | null): boolean {
  return parameters.every(({ component }) => {
    const state = loaderOf(own, component)?.getState()
    return !state || state.code !== null || state.error !== null
  })
}
