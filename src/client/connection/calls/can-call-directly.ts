/** When a function may be called by one request with its value, as `direct-call-session.ts` does. */
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'

/**
 * Whether a function may be called without the queue. Not a generator (it would return its first value), not before
 * Gradio 5 (a function with a progress bar never returns), not with state, not with a JSON output on 5 (it comes as
 * Python text).
 */
export function canCallDirectly(app: AppDescription, endpoint: EndpointDescription): boolean {
  const { directCalls } = app.features
  if (app.route !== 'direct' || directCalls === 'none') return false
  if (endpoint.isGenerator || endpoint.isStateful || endpoint.isInputStream) return false
  return directCalls === 'all' || endpoint.returns.every(({ component }) => component !== 'json')
}
