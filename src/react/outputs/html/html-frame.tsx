/**
 * The app's HTML in a frame of its own. The sandbox has `allow-same-origin` and not `allow-scripts`: nothing in the frame
 * can run, so nothing in it can make use of the page's origin, while the page can look in to give the frame the height of what it holds.
 * Both together would undo the sandbox; alone, each is safe. Links open in a new tab, by a person's press only.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'
import { htmlDocument } from './html-document.ts'
import type { FrameLook } from './html-document.ts'

const HEIGHT_PX = 120
const MOST_PX = 640
/** Longer HTML is cut: cleaning it would hold up the page. */
const LONGEST = 1_000_000

/** Draws HTML. Loaded by `html-output.tsx`. */
export default function HtmlFrame({ value, label, app, componentProps, messages }: OutputComponentProps): ReactElement {
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
    // A theme is a matter of the system, or of attributes of the page.
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const observer = new MutationObserver(read)
    observer.observe(element.ownerDocument.documentElement, { attributes: true })
    scheme.addEventListener('change', read)
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', read)
    }
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

function readLook(element: Element): FrameLook {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim() || 'currentColor'
  return {
    text: style.color,
    muted: token('--rgs-text-muted'),
    accent: token('--rgs-accent'),
    line: token('--rgs-line'),
    font: style.fontFamily || 'sans-serif',
    fontSize: style.fontSize || '16px',
  }
}

function sameLook(one: FrameLook, other: FrameLook): boolean {
  return Object.entries(one).every(([name, value]) => other[name as keyof FrameLook] === value)
}

/** A size the app gives: a number, or a text such as `200px`. */
function pixels(size: unknown): number | undefined {
  const number = typeof size === 'number' ? size : typeof size === 'string' && /^\d+(px)?$/.test(size) ? Number.parseInt(size, 10) : 0
  return number > 0 && number < 100_000 ? number : undefined
}
