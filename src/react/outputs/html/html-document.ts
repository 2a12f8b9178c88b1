/**
 * The document an app's HTML is shown in. Three locks, each enough by itself: DOMPurify takes out what runs, loads or leads away;
 * the frame's sandbox runs no script whatever is in it; and the policy of the document loads nothing but from the app itself.
 */
import DOMPurify from 'dompurify'
import type { AppDescription } from '../../../core/protocol/app-description.ts'

/** Colours and type of the page around the frame. */
export interface FrameLook {
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly line: string
  readonly font: string
  readonly fontSize: string
}

type App = Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null

const FORBIDDEN_TAGS = ['form', 'base', 'meta', 'link', 'script', 'iframe', 'frame', 'object', 'embed', 'noscript', 'template', 'portal']
const FORBIDDEN_ATTRIBUTES = ['ping', 'target', 'srcdoc', 'formaction', 'action', 'manifest', 'autofocus', 'nonce', 'http-equiv']

/** A whole document around the app's HTML. */
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
  for (const link of clean.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noreferrer')
  }
  const holder = document.implementation.createHTMLDocument('')
  holder.body.append(clean)
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(app)}"><meta name="referrer" content="no-referrer"><title>${escape(title)}</title><style>${styles(look)}</style></head><body>${holder.body.innerHTML}</body></html>`
}

/** What the document may load: pictures and media of the app's own, and styles written in it. */
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

/** Empty where the app is not on the web. */
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

/** A value of a style; one with a sign that could end it is left out. */
function value(text: string): string {
  return /[<>{};]/.test(text) ? 'inherit' : text
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
}
