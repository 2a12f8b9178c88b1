/** Replaces addresses of the app by addresses of the relay, in JSON text that otherwise stays unchanged. */

/**
 * Rewrites the value of every member named `url` that lies below one of the app's addresses. A text that only looks
 * like such a member stays: inside a JSON string its quotes would be escaped.
 */
export function urlRewriter(addresses: readonly string[], apiUrl: string, clientApiUrl: string): (text: string) => string {
  // Longest first, so that the prefix of the API goes with its root.
  const known = [...new Set([apiUrl, ...addresses.map((address) => address + prefixOf(apiUrl, addresses)), ...addresses])]
  const alternatives = known.toSorted((a, b) => b.length - a.length).map(escapePattern)
  const member = new RegExp(`([{,]\\s*"url"\\s*:\\s*")(?:${alternatives.join('|')})(?=/)`, 'g')
  return (text) => {
    if (!text.includes('"url"')) return text
    // The replacement is a function, since an address may contain `$&`.
    const known = text.replaceAll(member, (_match, before: string) => before + clientApiUrl)
    return known.replaceAll(FILE, (match, before: string, path: string, between: string, url: string) => {
      const own = ownAddress(url, path, clientApiUrl)
      return own === null ? match : `${before}${path}${between}${own}"`
    })
  }
}

/**
 * A file in Gradio's form: its path, then its address. Behind `X-Forwarded-…` an app names a host that is unknown here.
 * If the address ends in exactly that path below a file route, it is the app's own.
 */
const FILE = /([{,]\s*"path"\s*:\s*")((?:[^"\\]|\\.)*)("\s*,\s*"url"\s*:\s*")(https?:\/\/(?:[^"\\]|\\.)*)"/gi
const ROUTE = /(?:\/gradio_api)?(\/(?:file=|stream\/|proxy=).*)$/i

function ownAddress(url: string, path: string, clientApiUrl: string): string | null {
  const [, named = ''] = ROUTE.exec(url) ?? []
  if (path === '') return null
  // Both are JSON text with the same escapes.
  const isOwn = [path, path.replace(/^\/+/, ''), encoded(path)].some((one) => named.endsWith(`=${one}`) || named === `/stream/${one}`)
  return isOwn ? clientApiUrl + named : null
}

function encoded(path: string): string {
  try {
    return path.split('/').map(encodeURIComponent).join('/')
  } catch {
    return path
  }
}

/** Replaces the app's addresses everywhere, for texts that describe the app. */
export function hideAddresses(text: string, addresses: readonly string[], clientRootUrl: string): string {
  const alternatives = addresses.toSorted((a, b) => b.length - a.length).map(escapePattern)
  if (alternatives.length === 0) return text
  return text.replaceAll(new RegExp(`(?:${alternatives.join('|')})(?![\\w-]|[.:]\\w)`, 'g'), () => clientRootUrl)
}

function prefixOf(apiUrl: string, addresses: readonly string[]): string {
  const root = addresses.find((address) => apiUrl.startsWith(address))
  return root === undefined ? '' : apiUrl.slice(root.length)
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}
