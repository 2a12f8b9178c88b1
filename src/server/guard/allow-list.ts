/** Which apps a client may name by address. Nothing is allowed unless it is said. */

/** Origins or URL prefixes as texts, patterns on the whole address, or a function that decides. */
export type AllowList = readonly (string | RegExp)[] | ((url: URL) => boolean)

/** The address of an app in its one spelling: no trailing slash, query, fragment or user. `null` for what is no http address. */
export function normaliseAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim()) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return null
  // An escaped slash or backslash could be read as another path by the app than by the rule.
  if (/%2f|%5c/i.test(url.pathname)) return null
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** Makes the question whether a normalised address is allowed. Throws a `TypeError` for a rule that is no address. */
export function createAllowList(allow: AllowList = []): (address: string) => boolean {
  if (typeof allow === 'function') return (address) => decide(allow, address)
  const rules = allow.map((rule) => (typeof rule === 'string' ? prefixRule(rule) : patternRule(rule)))
  return (address) => rules.some((isAllowed) => isAllowed(address))
}

/** Only `true` allows: an async function's promise would pass for yes. */
function decide(allow: (url: URL) => unknown, address: string): boolean {
  return allow(new URL(address)) === true
}

function prefixRule(rule: string): (address: string) => boolean {
  const prefix = normaliseAddress(rule)
  if (prefix === null)
    throw new TypeError(
      `"${rule}" in the relay's allow list is no http or https address. Write an origin, as https://owner-space.hf.space.`,
    )
  return (address) => address === prefix || address.startsWith(`${prefix}/`)
}

function patternRule(rule: RegExp): (address: string) => boolean {
  return (address) => {
    // A global or sticky pattern remembers where it stopped.
    rule.lastIndex = 0
    return rule.test(address)
  }
}
