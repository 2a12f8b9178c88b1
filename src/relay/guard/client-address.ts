/**
 * The relay's address as the client of a request sees it. What a proxy says in `X-Forwarded-…` counts only with
 * `trustProxy`: a `Request` does not tell who sent it.
 */
export interface ClientAddress {
  readonly origin: string
  /** Host with its port, unless that is the scheme's own. */
  readonly host: string
  /** Path in front of the relay's `basePath` that a proxy took away; empty for none. */
  readonly prefix: string
}

export const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/

/** The address of the request itself, and what a trusted proxy says instead. */
export function clientAddress({ url, headers }: Pick<Request, 'url' | 'headers'>, trustProxy: boolean | number): ClientAddress {
  const { origin, protocol, host } = new URL(url)
  if (!trustProxy) return { origin, host, prefix: '' }
  const said = (name: string, pattern: RegExp): string | null => {
    const [first = ''] = (headers.get(name) ?? '').split(',', 1)
    return pattern.test(first.trim()) ? first.trim() : null
  }
  const scheme = said('x-forwarded-proto', /^https?$/i)?.toLowerCase() ?? protocol.slice(0, -1)
  const seen = new URL(`${scheme}://${said('x-forwarded-host', HOST) ?? host}`)
  return { origin: seen.origin, host: seen.host, prefix: said('x-forwarded-prefix', PREFIX) ?? '' }
}
