/** Addresses of the app made into addresses of the relay, in JSON text that is otherwise left as it is. */

/**
 * Rewrites the value of every member named `url` that lies under one of the app's addresses. A text that
 * only looks like such a member stays: inside a JSON string its quotes would be escaped.
 */
export function urlRewriter(addresses: readonly string[], apiUrl: string, clientApiUrl: string): (text: string) => string {
  // Longest first, so that the prefix of the API goes with its root.
  const known = [...new Set([apiUrl, ...addresses.map((address) => address + prefixOf(apiUrl, addresses)), ...addresses])]
  const alternatives = known.toSorted((a, b) => b.length - a.length).map(escapePattern)
  const member = new RegExp(`([{,]\\s*"url"\\s*:\\s*")(?:${alternatives.join('|')})(?=/)`, 'g')
  // The replacement is a function: an address may hold `$&`.
  return (text) => (text.includes('"url"') ? text.replaceAll(member, (_match, before: string) => before + clientApiUrl) : text)
}

/** Replaces the app's addresses wherever they stand, for texts that describe the app. */
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
