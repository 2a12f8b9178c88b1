/**
 * Foreign HTML in a frame of its own. No scripts run in it (`sandbox` without `allow-scripts`), nothing is loaded but from the app, no form is
 * sent, no link leads the page away. `allow-same-origin` lets the page measure how tall it is; without scripts it gives the frame nothing.
 */
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from './output-kind.ts'

const LEAST_HEIGHT = 24
const MOST_HEIGHT = 640

export default function HtmlOutput({ value, label, app, messages }: OutputComponentProps): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(LEAST_HEIGHT)
  const html = typeof value === 'string' ? value : ''
  const [look, setLook] = useState('')

  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const { color, colorScheme, fontFamily, fontSize, direction } = getComputedStyle(element.parentElement ?? element)
    setLook(
      `:root{color:${color};color-scheme:${colorScheme};font:${fontSize}/1.6 ${fontFamily.replaceAll(/[<>]/g, '')};direction:${direction}}`,
    )
    let observer: ResizeObserver | null = null
    const measure = (): void => {
      const root = element.contentDocument?.documentElement
      if (!root) return
      observer?.disconnect()
      observer = new ResizeObserver(() => setHeight(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, root.scrollHeight))))
      observer.observe(root)
    }
    element.addEventListener('load', measure)
    measure()
    return () => {
      element.removeEventListener('load', measure)
      observer?.disconnect()
    }
  }, [])

  if (html === '') return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <iframe
      ref={frame}
      className="rgs-html"
      title={label}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      srcDoc={documentOf(html, look, app?.rootUrl ?? null)}
      style={{ blockSize: height }}
    />
  )
}

function documentOf(html: string, look: string, rootUrl: string | null): string {
  const origin = rootUrl !== null && URL.canParse(rootUrl) ? new URL(rootUrl).origin : ''
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data: ${origin}; media-src data: ${origin}; font-src data:; form-action 'none'; base-uri 'none'`
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><style>${look}body{margin:0;overflow-wrap:anywhere}img,video{max-inline-size:100%}</style>${html}`
}
