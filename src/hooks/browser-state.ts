/**
 * `gr.BrowserState`: a value from an app's function is sent back with the next call while the page is open. Unlike on
 * Gradio's own page it is not written into the browser's storage: that belongs to the site that uses this library.
 */
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { AppPage } from './app-page.ts'
import type { GradioInputs } from './gradio-stream.ts'

/** Whether an endpoint writes such a state. */
export function keepsValues({ returns }: Pick<EndpointDescription, 'returns'>): boolean {
  return returns.some(({ component }) => component === 'browserstate')
}

/** The inputs, with the page's values for such states if none are given. Inputs by position are unchanged. */
export function withKeptValues(
  { parameters }: EndpointDescription,
  inputs: GradioInputs | undefined,
  page: AppPage,
): GradioInputs | undefined {
  if (isByPosition(inputs)) return inputs
  const { changes } = page.getSnapshot()
  const kept = parameters.flatMap(({ name, component, componentId }): [string, unknown][] => {
    const value = component === 'browserstate' && componentId !== undefined ? changes.get(componentId)?.value : null
    // An empty value is not kept: the app then starts from its initial value, as on its own page.
    return value === null || value === undefined ? [] : [[name, value]]
  })
  return kept.length === 0 ? inputs : { ...Object.fromEntries(kept), ...inputs }
}

function isByPosition(inputs: GradioInputs | undefined): inputs is readonly unknown[] {
  return Array.isArray(inputs)
}
