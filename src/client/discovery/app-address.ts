/**
 * Reads the address of an app that a person typed: an http(s) URL, the name of a Space, or a name that the relay may
 * know. Anything else is refused.
 */
import { GradioStreamError } from '../errors.ts'

/** `url` has no trailing slash, query or hash; a sub-path stays. */
export type AppAddress =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'name'; readonly name: string }
  /** `owner/space`; the Hub knows its host. */
  | { readonly kind: 'space'; readonly name: string }

const NAME = /^[\w.-]{1,100}$/
const SPACE = /^([\w.-]{1,100}\/[\w.-]{1,100})\/?$/
const HOST_AND_PORT = /^[\w.-]+:\d+(?:\/|$)/

/** Reads an address. Throws `address-invalid`, which says what would be valid. */
export function readAddress(address: string): AppAddress {
  // JavaScript callers may pass anything, also `undefined`.
  const text = typeof address === 'string' ? address.trim() : ''
  if (text === '') throw invalid(text, 'is empty', 'Give the URL of a Gradio app, such as https://owner-space.hf.space.')
  if (/^https?:/i.test(text)) return { kind: 'url', url: normalise(text) }
  if (HOST_AND_PORT.test(text)) throw invalid(text, 'has no scheme', `Write http://${text}`)
  if (/^[a-z][a-z\d+.-]*:/i.test(text))
    throw invalid(text, 'is no http or https URL', 'Give an address that begins with http:// or https://.')
  if (NAME.test(text)) return { kind: 'name', name: text }
  const [, space] = SPACE.exec(text) ?? []
  if (space !== undefined) return { kind: 'space', name: space }
  throw invalid(text, 'is no URL', 'Give an address that begins with http:// or https://.')
}

/**
 * The relay's absolute URL without a trailing slash; `null` for a relative one outside a page. Throws
 * `options-invalid`.
 */
export function resolveBackendUrl(backendUrl: string | null, page = globalThis.location?.href): string | null {
  if (backendUrl === null) return null
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(backendUrl)
  const base = page !== undefined && /^https?:/.test(page) ? page : undefined
  if (!isAbsolute && base === undefined) return null
  const url = parse(backendUrl, base)
  if (url && /^https?:$/.test(url.protocol)) return bare(url)
  throw new GradioStreamError('options-invalid', {
    message: `The option backendUrl is "${backendUrl}", which is no http(s) URL.`,
    hint: 'Give the relay as an absolute URL, as a path of this page such as /api/experimental/sse, or null for none.',
  })
}

function normalise(text: string): string {
  const url = parse(text)
  if (!url || url.hostname === '')
    throw invalid(text, 'is no URL', 'Check it for typing errors: https://host or http://host:port, perhaps with a path.')
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      `${url.protocol}//…@${url.host}`,
      'holds a user name or a password',
      'Leave them out: browsers refuse such addresses; give the relay the credentials.',
    )
  }
  return bare(url)
}

function bare(url: URL): string {
  return url.origin + url.pathname.replace(/\/+$/, '')
}

function parse(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

function invalid(address: string, fault: string, hint: string): GradioStreamError<'address-invalid'> {
  return new GradioStreamError('address-invalid', {
    message: `The app's address "${address.slice(0, 100)}" ${fault}.`,
    hint,
    details: { seen: address },
  })
}
