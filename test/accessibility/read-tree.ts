/**
 * Chromium's own accessibility tree of the page, as text a person can read: what assistive technology is given, in its
 * order.
 */
import { cdp } from 'vitest/browser'

/** One stop of the tree, and what lies in it. */
export interface Branch {
  readonly line: string
  readonly branches: readonly Branch[]
}

/** What the protocol says of a node, as far as it is read here. */
interface AxValue {
  readonly value?: unknown
}
interface AxNode {
  readonly nodeId: string
  readonly backendDOMNodeId?: number
  readonly ignored: boolean
  readonly role?: AxValue
  readonly name?: AxValue
  readonly description?: AxValue
  readonly value?: AxValue
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[]
  readonly childIds?: readonly string[]
}
interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string }
  readonly childFrames?: readonly FrameTree[]
}

/** Facts worth a word, where they are true or hold a text. */
const FACTS = ['required', 'invalid', 'disabled', 'readonly', 'expanded', 'checked', 'pressed', 'busy', 'modal', 'focused', 'live']
/** Facts that say something by being false. */
const ALSO_FALSE = new Set(['expanded', 'checked', 'pressed'])
/** No stop of their own: what is in them is read as if they were not there. */
const CLEAR = new Set(['generic', 'none', 'LabelText', 'RootWebArea'])

/** The tree of this page, without what no reader is given. */
export async function readTree(): Promise<readonly Branch[]> {
  const session = cdp()
  const { frameTree } = (await session.send('Page.getFrameTree')) as { frameTree: FrameTree }
  const frameId = idOfFrame(frameTree, location.href)
  if (frameId === null) throw new Error(`No frame is at ${location.href}.`)
  // The protocol's types name hundreds of roles and properties; these few fields are what is read of them.
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId })) as unknown as { nodes: readonly AxNode[] }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const [root] = nodes
  return root ? read(root, '') : []

  async function read(node: AxNode, above: string): Promise<Branch[]> {
    const role = textOf(node.role)
    const name = textOf(node.name)
    if (role === 'InlineTextBox' || role === 'ListMarker') return []
    // A text that is already the name or the value of what it lies in is read once.
    if (role === 'StaticText' && (name === '' || above.includes(name))) return []
    const isClear = node.ignored || CLEAR.has(role)
    const branches: Branch[] = []
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) branches.push(...(await read(child, isClear ? above : `${name} ${textOf(node.value)}`)))
    }
    return isClear ? branches : [{ line: await describe(node, role, name), branches }]
  }

  async function describe(node: AxNode, role: string, name: string): Promise<string> {
    if (role === 'StaticText') return JSON.stringify(name)
    const { properties = [], value, description } = node
    const level = textOf(properties.find((property) => property.name === 'level')?.value)
    const facts = FACTS.flatMap((fact) => {
      const given = properties.find((property) => property.name === fact)
      const text = textOf(given?.value)
      if (['', '0', 'false'].includes(text)) return given && ALSO_FALSE.has(fact) ? [`not ${fact}`] : []
      return [text === '1' || text === 'true' ? fact : `${fact} ${text}`]
    })
    // Chromium gives the platform a bar's text, and leaves it out of its protocol.
    const spoken = role === 'progressbar' ? await attributeOf(node.backendDOMNodeId, 'aria-valuetext') : undefined
    return [
      role,
      name && JSON.stringify(name),
      value?.value !== undefined && value.value !== '' && `= ${JSON.stringify(value.value)}`,
      spoken && `said as ${JSON.stringify(spoken)}`,
      role === 'heading' && `level ${level}`,
      ...facts,
      textOf(description) && `described as ${JSON.stringify(textOf(description))}`,
    ]
      .filter(Boolean)
      .join(' ')
  }

  async function attributeOf(backendNodeId: number | undefined, attribute: string): Promise<string | undefined> {
    if (backendNodeId === undefined) return undefined
    const { node } = (await session.send('DOM.describeNode', { backendNodeId })) as { node: { attributes?: string[] } }
    const pairs = node.attributes ?? []
    return pairs[pairs.indexOf(attribute) + 1]
  }
}

function textOf(value: AxValue | undefined): string {
  const given = value?.value
  const isPlain = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
  return isPlain ? String(given).replaceAll(/\s+/g, ' ').trim() : ''
}

function idOfFrame({ frame, childFrames = [] }: FrameTree, url: string): string | null {
  if (frame.url === url) return frame.id
  for (const child of childFrames) {
    const id = idOfFrame(child, url)
    if (id !== null) return id
  }
  return null
}
