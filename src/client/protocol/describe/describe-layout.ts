/**
 * The part of an app's page around an endpoint's fields, from `config.layout`: order, rows, tabs, accordions and
 * groups, and the author's texts above them. A server may send anything: depth, size and text are bounded, and a field
 * that occurs twice counts once.
 */
import type { GradioComponent } from './config.ts'
import type { LayoutGroup, LayoutNode } from './layout.ts'
import { isJsonObject, safeCopy } from '../json-object.ts'
import { markedText } from './translations.ts'

const DEEPEST = 40
const MOST_NODES = 5000
/** Most characters of all texts of a form together. */
const LONGEST_TEXTS = 20_000
const LONGEST_LABEL = 200

const GROUPS: Readonly<Record<string, LayoutGroup['kind']>> = {
  row: 'row',
  column: 'column',
  group: 'group',
  box: 'group',
  tabs: 'tabs',
  walkthrough: 'tabs',
  tab: 'tab',
  tabitem: 'tab',
  walkthroughstep: 'tab',
  accordion: 'accordion',
}

/** The source of {@link describeLayout}. */
export interface LayoutSource {
  /** `config.layout`, not parsed. */
  readonly layout: unknown
  readonly components: ReadonlyMap<number, GradioComponent>
  /** Names of the endpoint's parameters, by the component of their field. */
  readonly fields: ReadonlyMap<number, string>
  /** Every component of the endpoint: those it reads, writes and is called by. */
  readonly own: ReadonlySet<number>
  /** Every component that some function reads, writes or is called by. */
  readonly used: ReadonlySet<number>
  /** Every component that some function writes. */
  readonly written: ReadonlySet<number>
  /** Components whose text became a field's label. */
  readonly labels: ReadonlySet<number>
}

/**
 * The tree; empty if the layout has none of these fields. Fields that it does not contain stand at its end, in the
 * order of the call.
 */
export function describeLayout(source: LayoutSource): readonly LayoutNode[] {
  const reader = new LayoutReader(source)
  const tree = reader.read(source.layout, 0)
  const nodes = tree.kind === 'nodes' && tree.hasField ? unwrap(tree.nodes, source.written) : []
  if (nodes.length === 0) return []
  const rest = [...source.fields.values()].filter((name) => !reader.seen.has(name))
  return [...nodes, ...rest.map((parameter): LayoutNode => ({ kind: 'field', parameter }))]
}

/** What one branch of the layout holds for this endpoint. */
type Branch = { readonly kind: 'foreign' } | { readonly kind: 'nodes'; readonly nodes: readonly LayoutNode[]; readonly hasField: boolean }

const NOTHING: Branch = { kind: 'nodes', nodes: [], hasField: false }
const FOREIGN: Branch = { kind: 'foreign' }

class LayoutReader {
  readonly seen = new Set<string>()
  readonly #source: LayoutSource
  #nodes = 0
  #textLength = 0

  constructor(source: LayoutSource) {
    this.#source = source
  }

  read(node: unknown, depth: number): Branch {
    if (!isJsonObject(node) || depth > DEEPEST || ++this.#nodes > MOST_NODES) return NOTHING
    const id = typeof node.id === 'number' ? node.id : -1
    const field = this.#source.fields.get(id)
    if (field !== undefined) return this.#readField(field)
    const component = this.#source.components.get(id)
    if (!Array.isArray(node.children)) return this.#readLeaf(id, component)
    const branch = this.#readChildren(node.children, depth)
    return branch.kind === 'foreign' ? branch : { ...branch, nodes: this.#wrap(id, component, branch.nodes) }
  }

  #readField(parameter: string): Branch {
    if (this.seen.has(parameter)) return NOTHING
    this.seen.add(parameter)
    return { kind: 'nodes', nodes: [{ kind: 'field', parameter }], hasField: true }
  }

  #readLeaf(id: number, component: GradioComponent | undefined): Branch {
    const { own, used, labels } = this.#source
    if (used.has(id)) return own.has(id) ? NOTHING : FOREIGN
    const type = component?.type.toLowerCase()
    if ((type !== 'markdown' && type !== 'html') || labels.has(id)) return NOTHING
    const props = safeCopy(component?.props)
    const text = markedText(props.value)?.trim() ?? ''
    if (text === '' || isHidden(props) || text.length > LONGEST_TEXTS - this.#textLength) return NOTHING
    return { kind: 'nodes', nodes: [{ kind: 'text', text, props: withoutValue(props) }], hasField: false }
  }

  /** A text belongs to the field after it. If something of another function lies between, the text belongs to that. */
  #readChildren(children: readonly unknown[], depth: number): Branch {
    const nodes: LayoutNode[] = []
    let waiting: LayoutNode[] = []
    let hasField = false
    let isForeign = false
    for (const child of children) {
      const branch = this.read(child, depth + 1)
      if (branch.kind === 'foreign') {
        waiting = []
        isForeign = true
      } else if (branch.hasField) {
        for (const node of waiting) this.#textLength += node.kind === 'text' ? node.text.length : 0
        nodes.push(...waiting, ...branch.nodes)
        waiting = []
        hasField = true
      } else waiting.push(...branch.nodes)
    }
    if (hasField) return { kind: 'nodes', nodes, hasField }
    return isForeign ? FOREIGN : { kind: 'nodes', nodes: waiting, hasField }
  }

  /** Drops meaningless groups: a row with one item, a column outside of a row, tabs of which one has fields. */
  #wrap(id: number, component: GradioComponent | undefined, children: readonly LayoutNode[]): readonly LayoutNode[] {
    const kind = component && GROUPS[component.type.toLowerCase()]
    if (kind === undefined || children.length === 0) return children
    const props = safeCopy(component?.props)
    const label = markedText(props.label)?.trim() ?? ''
    const { written } = this.#source
    // A container that a function opens, selects or hides is kept, so that it can be found again.
    const isControlled = written.has(id) || isHidden(props)
    const shown = kind === 'column' ? children : children.flatMap(openColumn(kind, written))
    if (!isControlled && !isTelling(kind, shown, label)) return kind === 'tabs' ? shown.flatMap(openTab) : shown
    const isOpen = kind === 'accordion' ? props.open !== false : kind === 'tabs'
    const group: LayoutGroup = {
      kind,
      label: label.slice(0, LONGEST_LABEL),
      isOpen,
      isHidden: isHidden(props),
      componentId: id,
      ...(kind === 'tab' && (typeof props.id === 'string' || typeof props.id === 'number') ? { tabId: props.id } : {}),
      children: shown,
    }
    if (kind !== 'tabs') return [group]
    const tabs = shown.filter((node): node is LayoutGroup => node.kind === 'tab')
    // What lies among the tabs but is no tab stands before them.
    const others = shown.filter(({ kind: other }) => other !== 'tab')
    if (tabs.length < 2 && !isControlled) return [...others, ...tabs.flatMap(openTab)]
    return [...others, { ...group, children: withFirst(tabs, props.selected) }]
  }
}

function isTelling(kind: LayoutGroup['kind'], children: readonly LayoutNode[], label: string): boolean {
  switch (kind) {
    case 'column':
    case 'tab':
      return true
    case 'accordion':
      return label !== ''
    case 'tabs':
    case 'row':
    case 'group':
      return children.length > 1
    default:
      return kind satisfies never
  }
}

/** Columns stand side by side in a row. Anywhere else they are just their content. */
function openColumn(kind: LayoutGroup['kind'], written: ReadonlySet<number>) {
  return (node: LayoutNode): readonly LayoutNode[] => {
    if (node.kind !== 'column' || node.isHidden || written.has(node.componentId)) return [node]
    return kind !== 'row' || node.children.length < 2 ? node.children : [node]
  }
}

function openTab(node: LayoutNode): readonly LayoutNode[] {
  return node.kind === 'tab' ? node.children : [node]
}

/** One frame, fold or column around the whole form is the form itself. */
function unwrap(nodes: readonly LayoutNode[], written: ReadonlySet<number>): readonly LayoutNode[] {
  const opened = nodes.flatMap(openColumn('tab', written))
  const groups = opened.filter(({ kind }) => kind !== 'text')
  const only = groups.length === 1 ? groups[0] : undefined
  if (only === undefined || !('children' in only) || only.kind === 'tabs' || only.kind === 'row') return opened
  return unwrap(
    opened.flatMap((node) => (node === only ? only.children : [node])),
    written,
  )
}

/** The named tab, else the first. */
function withFirst(groups: readonly LayoutGroup[], selected: unknown): readonly LayoutNode[] {
  const named = groups.find(({ tabId }) => tabId !== undefined && tabId === selected)
  const first = named ?? groups.find(({ isHidden }) => !isHidden) ?? groups[0]
  return groups.map((tab) => ({ ...tab, isOpen: tab === first }))
}

function isHidden({ visible }: Readonly<Record<string, unknown>>): boolean {
  return visible === false || visible === 'hidden'
}

function withoutValue(props: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name !== 'value'))
}

/** Whether it is a container. */
export function isBox(type: string): boolean {
  return Object.hasOwn(GROUPS, type.toLowerCase())
}

/** For each component: the containers around it that functions change, outermost first. */
export function boxesAround(
  layout: unknown,
  components: ReadonlyMap<number, GradioComponent>,
  written: ReadonlySet<number>,
): ReadonlyMap<number, readonly number[]> {
  const around = new Map<number, readonly number[]>()
  let count = 0
  const walk = (node: unknown, boxes: readonly number[], depth: number): void => {
    if (!isJsonObject(node) || depth > DEEPEST || ++count > MOST_NODES) return
    const id = typeof node.id === 'number' ? node.id : -1
    if (boxes.length > 0) around.set(id, boxes)
    if (!Array.isArray(node.children)) return
    const inner = written.has(id) && isBox(components.get(id)?.type ?? '') ? [...boxes, id] : boxes
    for (const child of node.children) walk(child, inner, depth + 1)
  }
  walk(layout, [], 0)
  return around
}

/**
 * The line of Markdown right above each component, in the order of the page: it serves as a label if there is no other.
 */
export function linesAbove(layout: unknown, components: ReadonlyMap<number, GradioComponent>): ReadonlyMap<number, number> {
  const above = new Map<number, number>()
  let last: number | null = null
  let count = 0
  const walk = (node: unknown, depth: number): void => {
    if (!isJsonObject(node) || depth > DEEPEST || ++count > MOST_NODES) return
    const id = typeof node.id === 'number' ? node.id : -1
    if (Array.isArray(node.children)) {
      // A `form` is Gradio's own container around adjacent fields. Any other container separates the texts within it
      // from those around it.
      const isBox = components.get(id)?.type.toLowerCase() !== 'form'
      if (isBox) last = null
      for (const child of node.children) walk(child, depth + 1)
      if (isBox) last = null
      return
    }
    const isLine = components.get(id)?.type.toLowerCase() === 'markdown'
    if (!isLine && last !== null) above.set(id, last)
    last = isLine ? id : null
  }
  walk(layout, 0)
  return above
}
