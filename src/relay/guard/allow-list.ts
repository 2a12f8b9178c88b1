/** The apps that a client may name by address. Nothing is allowed by default. */
import { optionInvalid } from '@gradio-stream/client/internal/check-options'

/**
 * Origins or URL prefixes as texts (`*` in a host: one name of it), RegExps for the whole origin, or a function that
 * decides.
 */
export type AllowList = readonly (string | RegExp)[] | ((url: URL) => boolean)

/**
 * The normal form of an app's address: no trailing slash, query, fragment or user. `null` for anything but an http(s)
 * address.
 */
export function normaliseAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim()) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return null
  // The app could read an escaped slash or backslash as another path than the rule does.
  if (/%2f|%5c/i.test(url.pathname)) return null
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** What is wrong with a text that {@link normaliseAddress} refuses, as the end of a sentence. */
export function addressFault(address: string): string {
  const text = address.trim()
  if (/^[\w.-]+:\d+(?:\/|$)/.test(text) || /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(text))
    return `has no scheme: write http://${text} or https://${text}`
  if (!/^https?:/i.test(text)) return 'does not begin with http:// or https://'
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return 'is no URL'
  const { username, password } = new URL(text)
  if (username !== '' || password !== '') return 'holds a user name or a password: give them as "headers" of the app'
  return 'has an escaped slash or backslash in its path'
}

/** An address for a message: cut, and without the user part before the host. */
export function shownAddress(address: string): string {
  return address
    .trim()
    .slice(0, 200)
    .replace(/^(https?:\/\/)[^/?#]*@/i, '$1…@')
}

/**
 * Returns the function that decides whether a normalised address is allowed. Throws `options-invalid` for a rule that
 * is not an address.
 */
export function createAllowList(allow: AllowList = []): (address: string) => boolean {
  if (typeof allow === 'function') return (address) => decide(allow, address)
  const rules = allow.map((rule) => (typeof rule === 'string' ? prefixRule(rule) : patternRule(rule)))
  return (address) => rules.some((isAllowed) => isAllowed(address))
}

/** Only `true` allows. Otherwise the promise of an async function would count as yes. */
function decide(allow: (url: URL) => unknown, address: string): boolean {
  return allow(new URL(address)) === true
}

function prefixRule(rule: string): (address: string) => boolean {
  if (rule.includes('*')) return wildcardRule(rule)
  const prefix = normaliseAddress(rule)
  if (prefix === null)
    throw optionInvalid(
      'allow',
      `holds "${shownAddress(rule)}", which ${addressFault(rule)}`,
      'Write an origin, as https://owner-space.hf.space.',
    )
  return (address) => address === prefix || address.startsWith(`${prefix}/`)
}

/** `*` stands for letters, digits and hyphens: it never reaches over a dot of the host, nor into port or path. */
function wildcardRule(rule: string): (address: string) => boolean {
  const [, scheme, host = '', port = '', path = ''] = /^(https?):\/\/([^/:?#@]+)(:\d+)?(\/[^?#]*)?$/i.exec(rule.trim()) ?? []
  const fixed = /(?:^|\*[^.]*\.)([^*]+)$/.exec(host)?.[1] ?? ''
  if (scheme === undefined || path.includes('*') || !/^[\w.*-]+$/.test(host) || !/^[\w-]+(?:\.[\w-]+)+$/.test(fixed))
    throw optionInvalid(
      'allow',
      `holds "${shownAddress(rule)}", whose * may only stand in a host, before at least two names without one`,
      'Write it as in https://*.hf.space.',
    )
  const pattern = new RegExp(`^${host.toLowerCase().replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]+')}$`)
  const shape = normaliseAddress(`${scheme}://${fixed}${port}${path}`)
  const { protocol, port: wantedPort, pathname } = new URL(shape ?? `${scheme}://${fixed}`)
  const prefix = pathname.replace(/\/+$/, '')
  return (address) => {
    const asked = new URL(address)
    const isBelow = prefix === '' || asked.pathname === prefix || asked.pathname.startsWith(`${prefix}/`)
    return asked.protocol === protocol && asked.port === wantedPort && pattern.test(asked.hostname) && isBelow
  }
}

function patternRule(rule: RegExp): (address: string) => boolean {
  const fault = patternFault(rule)
  if (fault !== null)
    throw optionInvalid('allow', `holds ${String(rule)}, ${fault}`, 'Write "https://*.hf.space", or /^https:\\/\\/[\\w-]+\\.hf\\.space$/.')
  return (address) => {
    // A global or sticky pattern remembers its last position.
    rule.lastIndex = 0
    return rule.test(new URL(address).origin)
  }
}

/** Why a pattern lets in more than it seems to. */
function patternFault({ source, flags }: RegExp): string | null {
  if (!/^\^https?\??:/.test(source) || !/(?<!\\)\$$/.test(source) || flags.includes('m'))
    return 'which is not anchored to the whole origin: it has to begin with ^https:// and end with $'
  const bare = source.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, '')
  if (/\|/.test(bare.replaceAll(/\([^()]*\)/g, ''))) return 'whose parts on both sides of | are not all anchored: put them into a group'
  return bare.includes('.')
    ? 'in which a dot stands for any character, also for the end of a host: write \\. for a dot, [\\w-]+ for a name'
    : null
}
