/**
 * The document in which an app's HTML is shown. It has three independent protections: DOMPurify removes everything that
 * runs, loads or navigates; the frame's sandbox runs no scripts; and the document's policy loads only from the app
 * itself.
 */
import DOMPurify from 'dompurify'
import { addressAtApp } from '../../kit/own-address.ts'
import type { AddressBase } from '../../kit/own-address.ts'

/** Colours and fonts of the page around the frame. */
export interface FrameLook {
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly line: string
  readonly font: string
  readonly fontSize: string
}

type App = AddressBase | null

const FORBIDDEN_TAGS = ['form', 'base', 'meta', 'link', 'script', 'iframe', 'frame', 'object', 'embed', 'noscript', 'template', 'portal']
const FORBIDDEN_ATTRIBUTES = ['ping', 'target', 'srcdoc', 'formaction', 'action', 'manifest', 'autofocus', 'nonce', 'http-equiv']

/** A complete document around the app's HTML. */
export function htmlDocument(html: string, app: App, look: FrameLook, title: string): string {
  const clean = DOMPurify.sanitize(html, {
    WHOLE_DOCUMENT: false,
    FORCE_BODY: true,
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ADD_TAGS: ['style'],
    SANITIZE_NAMED_PROPS: true,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    RETURN_DOM_FRAGMENT: true,
  })
  resolveAddresses(clean, app)
  for (const link of clean.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noreferrer')
  }
  const holder = document.implementation.createHTMLDocument('')
  holder.body.append(clean)
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(app)}"><meta name="referrer" content="no-referrer"><title>${escape(title)}</title><style>${styles(look)}</style></head><body>${holder.body.innerHTML}</body></html>`
}

const ADDRESSES = ['src', 'href', 'poster', 'background', 'xlink:href']

/** The document has the page's own base URL, so relative addresses would lead to the page. */
function resolveAddresses(root: DocumentFragment, app: App): void {
  const inStyle = (css: string): string =>
    css.replaceAll(/\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)/gi, (_match, double?: string, single?: string, bare?: string) => {
      const address = addressAtApp(double ?? single ?? bare ?? '', app)
      return `url("${address.replaceAll(/["\\\n<>]/g, encodeURIComponent)}")`
    })
  for (const element of root.querySelectorAll('*')) {
    for (const name of ADDRESSES) {
      const written = element.getAttribute(name)
      if (written !== null) element.setAttribute(name, addressAtApp(written, app))
    }
    const set = element.getAttribute('srcset')
    if (set !== null) element.setAttribute('srcset', resolveSet(set, app))
    const style = element.getAttribute('style')
    if (style?.includes('url(')) element.setAttribute('style', inStyle(style))
    if (element.localName === 'style' && element.textContent.includes('url(')) element.textContent = inStyle(element.textContent)
  }
}

/** A comma ends a candidate only at the end of its address or after its descriptor: `data:` URLs contain commas. */
function resolveSet(set: string, app: App): string {
  const candidates = set.matchAll(/\s*([^\s,]\S*[^\s,])(\s+[^\s,]+)?\s*(?:,|$)/g)
  return Array.from(
    candidates,
    ([, address = '', size = '']) => `${addressAtApp(address, app).replaceAll(',', '%2C').replaceAll(' ', '%20')}${size}`,
  ).join(', ')
}

/** What the document may load: the app's own pictures and media, and inline styles. */
function policy(app: App): string {
  const own = ownOrigin(app)
  return [
    "default-src 'none'",
    `img-src data: ${own}`,
    `media-src data: ${own}`,
    `font-src data: ${own}`,
    "style-src 'unsafe-inline'",
    "script-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ]
    .map((directive) => directive.trim())
    .join('; ')
}

/** Empty if the app is not on the web. */
function ownOrigin(app: App): string {
  if (!app || !/^https?:\/\//i.test(app.apiUrl)) return ''
  try {
    return new URL(app.apiUrl).origin
  } catch {
    return ''
  }
}

function styles({ text, muted, accent, line, font, fontSize }: FrameLook): string {
  return [
    `:root{--text:${value(text)};--muted:${value(muted)};--accent:${value(accent)};--line:${value(line)};color:var(--text);background:transparent}`,
    `body{margin:0;font:${value(fontSize)}/1.6 ${value(font)};overflow-wrap:anywhere}`,
    'body>:first-child{margin-block-start:0}body>:last-child{margin-block-end:0}',
    'a{color:var(--accent)}img,video,svg,canvas{max-width:100%;height:auto}',
    'table{border-collapse:collapse}th,td{padding:.35em .9em .35em 0;text-align:start;border-bottom:1px solid var(--line)}hr{border:0;border-top:1px solid var(--line)}',
  ].join('')
}

/** A value of a style. Left out if it contains a character that could end it. */
function value(text: string): string {
  return /[<>{};]/.test(text) ? 'inherit' : text
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
}
