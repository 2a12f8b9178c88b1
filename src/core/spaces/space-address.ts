/** Names and addresses of Hugging Face Spaces, read and never computed: a subdomain cannot be told from a name (SPACES §1). */

/** Where a Space is, as far as its address tells. */
export type SpaceAddress =
  /** `owner/space`: the Hub knows the host. */
  | { readonly kind: 'name'; readonly name: string }
  /** A host on `hf.space`: the Hub knows it by its first label. */
  | { readonly kind: 'host'; readonly subdomain: string }

const NAME = /^[\w.-]{1,100}\/[\w.-]{1,100}$/
const HOST = /^([a-z\d-]{1,200})\.hf\.space$/

/** Reads an address or a name; `null` for what is no Space by its looks. */
export function readSpaceAddress(address: string, hubUrl: string): SpaceAddress | null {
  const text = address.trim().replace(/\/$/, '')
  if (isSpaceName(text)) return { kind: 'name', name: text }
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const subdomain = HOST.exec(url.hostname)?.[1]
  if (subdomain !== undefined) return { kind: 'host', subdomain }
  const name = url.origin === originOf(hubUrl) ? /^\/spaces\/([^/]+\/[^/]+)/.exec(url.pathname)?.[1] : undefined
  return name !== undefined && isSpaceName(name) ? { kind: 'name', name } : null
}

/** Whether a text is `owner/space`; dots alone would lead out of a path. */
export function isSpaceName(text: unknown): text is string {
  return typeof text === 'string' && NAME.test(text) && !text.split('/').some((part) => /^\.+$/.test(part))
}

/** The origin of what the Hub says a Space's host is; `null` unless it is https on `hf.space`. */
export function readSpaceHost(host: unknown): string | null {
  if (typeof host !== 'string' || host.length > 300 || !URL.canParse(host)) return null
  const { protocol, hostname, port, origin } = new URL(host)
  return protocol === 'https:' && port === '' && HOST.test(hostname) ? origin : null
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : ''
}
