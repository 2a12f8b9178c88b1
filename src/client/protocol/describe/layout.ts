/**
 * The author's arrangement of an endpoint's fields: a small tree, the same for every Gradio version.
 * `describe-layout.ts` makes it.
 */

/** A field of the endpoint, by the parameter's name. */
export interface LayoutField {
  readonly kind: 'field'
  readonly parameter: string
}

/** The author's text beside the fields (`gr.Markdown`, `gr.HTML`): Markdown that may contain HTML. Untrusted. */
export interface LayoutText {
  readonly kind: 'text'
  readonly text: string
  /** The component's own properties: `latex_delimiters`, `rtl`, `line_breaks`, … */
  readonly props: Readonly<Record<string, unknown>>
}

/** Fields that belong together. */
export interface LayoutGroup {
  readonly kind: 'row' | 'column' | 'group' | 'tabs' | 'tab' | 'accordion'
  /** Title of a tab or an accordion; empty without one. */
  readonly label: string
  /** Whether an accordion is open, or which tab is shown first. */
  readonly isOpen: boolean
  /** The app hides it at the moment. */
  readonly isHidden: boolean
  /** The component on the app's page. */
  readonly componentId: number
  /** The name by which the app selects a tab, if it has one. */
  readonly tabId?: string | number
  /** The update that changed it last. A repeated update is another object. */
  readonly told?: object
  readonly children: readonly LayoutNode[]
}

/** One node of the tree. */
export type LayoutNode = LayoutField | LayoutText | LayoutGroup

/** Every field of a tree, in order. */
export function fieldsWithin(nodes: readonly LayoutNode[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'field' ? [node.parameter] : node.kind === 'text' ? [] : fieldsWithin(node.children)))
}
