/**
 * Names and addresses of Hugging Face Spaces. They are read and never computed: a name does not determine its subdomain
 * (docs/gradio-spaces.md#1-host).
 */

/** What an address tells about the location of a Space. */
export type SpaceAddress =
  /** `owner/space`: the Hub knows the host. */
  | { readonly kind: 'name'; readonly name: string }
  /** A host on `hf.space`: the Hub knows it by its first label. */
  | { readonly kind: 'host'; readonly subdomain: string }

const NAME = /^[\w.-]{1,100}\/[\w.-]{1,100}$/
const HOST = /^([a-z\d-]{1,200})\.hf\.space$/

/** Reads an address or a name; `null` if it does not look like a Space. */
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

/** Whether a text is `owner/space`. Dots alone are refused, since they would leave the path. */
export function isSpaceName(text: unknown): text is string {
  return typeof text === 'string' && NAME.test(text) && !text.split('/').some((part) => /^\.+$/.test(part))
}

/** The origin of the host that the Hub names; `null` unless it is https on `hf.space`. */
export function readSpaceHost(host: unknown): string | null {
  if (typeof host !== 'string' || host.length > 300 || !URL.canParse(host)) return null
  const { protocol, hostname, port, origin } = new URL(host)
  return protocol === 'https:' && port === '' && HOST.test(hostname) ? origin : null
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : ''
}
