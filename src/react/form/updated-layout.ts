/**
 * Applies the changes by the app's functions to the containers of fields: opened, closed, selected, hidden, shown, as
 * on Gradio's own page.
 */
import type { LayoutGroup, LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'

/**
 * The properties that functions have set on a container; `null` for none. The same object until there is a new change.
 */
export type ToldOf = (componentId: number) => Readonly<Record<string, unknown>> | null

/** The tree with the changes; the same object without changes. */
export function updatedLayout(nodes: readonly LayoutNode[], toldOf: ToldOf): readonly LayoutNode[] {
  const updated = nodes.map((node) => (node.kind === 'field' || node.kind === 'text' ? node : updatedGroup(node, toldOf)))
  return updated.every((node, index) => node === nodes[index]) ? nodes : updated
}

function updatedGroup(group: LayoutGroup, toldOf: ToldOf): LayoutGroup {
  const children = updatedLayout(group.children, toldOf)
  const told = toldOf(group.componentId)
  if (!told) return children === group.children ? group : { ...group, children }
  const { visible, open, label, selected } = told
  const isTold = group.kind === 'tabs' && selected !== undefined && selected !== null
  return {
    ...group,
    told,
    isHidden: visible === undefined ? group.isHidden : visible === false || visible === 'hidden',
    isOpen: group.kind === 'accordion' && typeof open === 'boolean' ? open : group.isOpen,
    label: typeof label === 'string' ? label : group.label,
    children: isTold ? withSelected(children, selected) : children,
  }
}

/** The tab with that name comes to the front; if there is none, the tabs stay. */
function withSelected(children: readonly LayoutNode[], selected: unknown): readonly LayoutNode[] {
  const isSelected = (node: LayoutNode): boolean => node.kind === 'tab' && node.tabId === selected
  if (!children.some(isSelected)) return children
  return children.map((node) => (node.kind === 'tab' ? { ...node, isOpen: isSelected(node) } : node))
}
