/** Faults of a narrow page, of large or loose text, and of reduced motion, found by measuring what is drawn. */

/** Rounding of layout, in CSS pixels. */
const SLACK_PX = 1
/** Longer than a moment. */
const MOMENT_S = 0.25

/** Everything that makes the page wider than the window, so that each line must be scrolled (WCAG 1.4.10). */
export function findSideways(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth + SLACK_PX) return []
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (right > clientWidth + SLACK_PX || left < -SLACK_PX) && ![...element.children].some(sticksOut)
  })
  return [`the page is ${scrollWidth} px wide in ${clientWidth} px: ${wide.map(nameOf).slice(0, 3).join(', ')}`]

  function sticksOut(element: Element): boolean {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (right > clientWidth + SLACK_PX || left < -SLACK_PX)
  }
}

/** Text of which something is cut off (WCAG 1.4.4, 1.4.12); ends that are dots on purpose are not. */
export function findCutText(): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const element = node.parentElement
    if (text === '' || !element || element.closest('svg, canvas, [aria-hidden="true"], style, script')) continue
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    const cutter = box.width > 0 ? cutterOf(element, box) : null
    if (cutter) found.push(`"${text.slice(0, 40)}" is cut off by ${nameOf(cutter)}`)
  }
  return found
}

/** The element that hides a part of a box and does not let it be scrolled to. */
function cutterOf(element: Element, box: DOMRect): Element | null {
  for (let above: Element | null = element; above && above !== document.body; above = above.parentElement) {
    const style = getComputedStyle(above)
    if (style.clipPath !== 'none' || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') return null
    if (style.position === 'fixed') return null
    const edge = above.getBoundingClientRect()
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
    if (hides(style.overflowX) && (box.right > edge.right + SLACK_PX || box.left < edge.left - SLACK_PX)) return above
    if (hides(style.overflowY) && (box.bottom > edge.bottom + SLACK_PX || box.top < edge.top - SLACK_PX)) return above
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) return null
  }
  return null
}

/** What moves for longer than a moment, or without end. */
export function findMotion(): string[] {
  const found: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility()) continue
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo)
      if (pseudo !== null && style.content === 'none') continue
      const slides = longest(style.transitionDuration) > MOMENT_S
      const moves =
        style.animationName !== 'none' &&
        (longest(style.animationDuration) > MOMENT_S || style.animationIterationCount.includes('infinite'))
      if (slides || moves) found.push(`${nameOf(element)}${pseudo ?? ''} moves: ${moves ? style.animationName : style.transitionProperty}`)
    }
  }
  return found
}

function longest(durations: string): number {
  return Math.max(...durations.split(',').map((duration) => parseFloat(duration) * (duration.trim().endsWith('ms') ? 0.001 : 1)))
}

function nameOf(element: Element): string {
  const classes = [...element.classList].map((name) => `.${name}`).join('')
  return `${element.tagName.toLowerCase()}${classes}`
}
