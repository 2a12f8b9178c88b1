/** The tooltip of a mark: names and values as text, never as markup. */

const GAP_PX = 12
const MOST_LINES = 20

/** Vega's tooltip handler; it draws into the plot's own box. */
export function createTooltip(host: HTMLElement): (handler: unknown, event: MouseEvent, item: unknown, value: unknown) => void {
  let tip: HTMLElement | null = null
  return (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === '') {
      tip?.remove()
      tip = null
      return
    }
    const box = host.parentElement ?? host
    tip ??= box.appendChild(Object.assign(document.createElement('div'), { className: 'rgs-plot-tip' }))
    // The table of the data says the same.
    tip.setAttribute('aria-hidden', 'true')
    tip.replaceChildren(...lines(value))
    const { left, top, width } = box.getBoundingClientRect()
    const x = Math.min(event.clientX - left + GAP_PX, width - tip.offsetWidth)
    tip.style.transform = `translate(${Math.max(0, x)}px, ${event.clientY - top + GAP_PX}px)`
  }
}

function lines(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [document.createTextNode(String(value))]
  return Object.entries(value)
    .slice(0, MOST_LINES)
    .map(([name, text]) => {
      const line = document.createElement('div')
      const title = document.createElement('span')
      title.className = 'rgs-muted'
      title.textContent = name
      line.append(title, ` ${String(text)}`)
      return line
    })
}
