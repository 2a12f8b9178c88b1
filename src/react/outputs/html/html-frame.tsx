/**
 * The app's HTML in a frame. The sandbox has `allow-same-origin` and not `allow-scripts`: nothing in the frame can run,
 * so nothing there can use the page's origin, while the page can read the content's height. Both together would disable
 * the sandbox; each alone is safe. Links open in a new tab, only when a person presses them.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'
import { htmlDocument } from './html-document.ts'
import type { FrameLook } from './html-document.ts'

const HEIGHT_PX = 120
const MOST_PX = 640
/** Longer HTML is cut: cleaning it would block the page. */
const LONGEST = 1_000_000

/** Draws HTML. Loaded by `html-output.tsx`. */
export function HtmlFrame({ value, label, app, componentProps, messages }: OutputComponentProps): ReactElement {
  const html = typeof value === 'string' ? value : ''
  const frame = useRef<HTMLIFrameElement>(null)
  const [look, setLook] = useState<FrameLook | null>(null)
  const [height, setHeight] = useState(HEIGHT_PX)
  const [isExpanded, setExpanded] = useState(false)

  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const read = (): void => {
      const next = readLook(element)
      setLook((before) => (before && sameLook(before, next) ? before : next))
    }
    read()
    return watchLook(element, read)
  }, [])

  const page = useMemo(() => (look ? htmlDocument(html.slice(0, LONGEST), app, look, label) : ''), [html, app, look, label])

  const observed = useRef<ResizeObserver | null>(null)
  useEffect(() => () => observed.current?.disconnect(), [])
  const measure = (): void => {
    observed.current?.disconnect()
    const body = frame.current?.contentDocument?.body
    if (!body) return
    const take = (): void => setHeight(Math.ceil(body.getBoundingClientRect().height))
    take()
    observed.current = new ResizeObserver(take)
    observed.current.observe(body)
  }

  const least = pixels(componentProps.min_height) ?? 24
  const most = isExpanded ? Number.POSITIVE_INFINITY : (pixels(componentProps.max_height) ?? MOST_PX)
  return (
    <div className="rgs-html">
      <iframe
        ref={frame}
        className="rgs-frame"
        title={label}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={page}
        style={{ blockSize: Math.min(Math.max(height, least), most) }}
        onLoad={measure}
      />
      {(isExpanded || height > most) && (
        <button type="button" className="rgs-button rgs-button-quiet" aria-expanded={isExpanded} onClick={() => setExpanded(!isExpanded)}>
          {isExpanded ? messages.output.showLess : messages.output.showAll}
        </button>
      )}
    </div>
  )
}

/** The theme can come from the system, from attributes around the frame, or from the page's head. */
function watchLook({ ownerDocument, parentElement }: Element, read: () => void): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(read)
  for (let around: Element | null = parentElement; around; around = around.parentElement) observer.observe(around, { attributes: true })
  observer.observe(ownerDocument.head, { childList: true, subtree: true, attributes: true })
  scheme.addEventListener('change', read)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', read)
  }
}

/**
 * The page's computed colours: the frame's own scheme is light, so `light-dark()` would give light colours there on a
 * dark page too.
 */
function readLook(element: Element): FrameLook {
  const { color, fontFamily, fontSize } = getComputedStyle(element)
  const probe = element.ownerDocument.createElement('span')
  element.after(probe)
  const token = (name: string): string => {
    probe.style.color = `var(${name}, currentColor)`
    return getComputedStyle(probe).color || 'currentColor'
  }
  const look = {
    text: color,
    muted: token('--rgs-text-muted'),
    accent: token('--rgs-accent'),
    line: token('--rgs-line'),
    font: fontFamily || 'sans-serif',
    fontSize: fontSize || '16px',
  }
  probe.remove()
  return look
}

function sameLook(one: FrameLook, other: FrameLook): boolean {
  return Object.entries(one).every(([name, value]) => other[name as keyof FrameLook] === value)
}

/** A size from the app: a number, or a text such as `200px`. */
function pixels(size: unknown): number | undefined {
  const number = typeof size === 'number' ? size : typeof size === 'string' && /^\d+(px)?$/.test(size) ? Number.parseInt(size, 10) : 0
  return number > 0 && number < 100_000 ? number : undefined
}
