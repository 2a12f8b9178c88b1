/**
 * Hides fields inside a container that the app hides, such as a tab for experts: they are not shown for now, and the
 * app's initial values are sent.
 */
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { fieldsWithin } from '@gradio-stream/client/internal/protocol/describe/layout'
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'

/**
 * The endpoint with those fields hidden. If none would be left, all stay visible: the app shows them after an event
 * elsewhere on its page.
 */
export function withHiddenFields(endpoint: EndpointDescription): EndpointDescription {
  const hidden = new Set(hiddenWithin(endpoint.layout ?? []))
  const isLeft = ({ name, props }: EndpointDescription['parameters'][number]) => !hidden.has(name) && props.visible !== false
  if (hidden.size === 0) return endpoint
  if (!endpoint.parameters.some(isLeft)) return endpoint
  return {
    ...endpoint,
    parameters: endpoint.parameters.map((one) => (hidden.has(one.name) ? { ...one, props: { ...one.props, visible: false } } : one)),
  }
}

function hiddenWithin(nodes: readonly LayoutNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'field' || node.kind === 'text') return []
    return node.isHidden ? fieldsWithin([node]) : hiddenWithin(node.children)
  })
}
