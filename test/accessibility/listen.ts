/**
 * Everything that the page's live regions announce, in order, by the rules of screen readers: the whole of an atomic
 * region, otherwise the new part.
 */

const REGIONS = '[aria-live], output, [role="status"], [role="alert"], [role="log"]'

/** What was said until now, and the end of listening. */
export interface Listener {
  readonly said: string[]
  stop: () => void
}

/**
 * Starts listening. Assertive lines begin with "!". A region that is inserted together with its text is not announced,
 * unless it is an alert.
 */
export function listen(root: Node = document.body): Listener {
  const said: string[] = []
  const observer = new MutationObserver((records) => {
    const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]))
    const spoken = new Set<Node>()
    for (const { type, target, addedNodes } of records) {
      for (const node of type === 'childList' ? addedNodes : [target]) say(node, added, spoken)
    }
  })
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  return { said, stop: () => observer.disconnect() }

  function say(node: Node, added: ReadonlySet<Node>, spoken: Set<Node>): void {
    const element = node instanceof Element ? node : node.parentElement
    const region = element?.closest(REGIONS)
    const live = region && liveOf(region)
    if (!region || !live || live === 'off' || !region.isConnected) return
    if (live === 'polite' && [...added].some((one) => one === region || one.contains(region))) return
    const source = isAtomic(region) ? region : node
    if (spoken.has(source)) return
    spoken.add(source)
    const text = source.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
    if (text !== '') said.push(live === 'assertive' ? `! ${text}` : text)
  }
}

function liveOf(region: Element): string {
  const role = region.getAttribute('role')
  return region.getAttribute('aria-live') ?? (role === 'alert' ? 'assertive' : 'polite')
}

function isAtomic(region: Element): boolean {
  const given = region.getAttribute('aria-atomic')
  if (given !== null) return given === 'true'
  return region.tagName === 'OUTPUT' || ['status', 'alert'].includes(region.getAttribute('role') ?? '')
}
