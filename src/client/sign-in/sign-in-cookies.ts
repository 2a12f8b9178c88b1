/** Cookies of a sign-in where no browser keeps them: names and values only, each checked. */

const PAIR = /^\s*([\w!#$%&'*+.^`|~-]{1,200})=("?[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,4096}"?)\s*(?:;|$)/
const MOST = 20

/** The cookies in `Set-Cookie` headers, without those that they delete. */
export function readSetCookies(headers: readonly string[]): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const header of headers.slice(0, MOST)) {
    const [, name, value] = PAIR.exec(header) ?? []
    if (name === undefined || value === undefined) continue
    if (value === '' || value === '""' || /;\s*max-age\s*=\s*(?:0|-)/i.test(header)) cookies.delete(name)
    else cookies.set(name, value)
  }
  return cookies
}
