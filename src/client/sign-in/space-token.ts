/**
 * Adds the token for Spaces to requests on `hf.space` over https, including streams, uploads and files, and to no
 * others.
 */
import type { GradioClientOptions } from '../client-options.ts'
import { plainHttp } from './secret-address.ts'

type Headers = NonNullable<GradioClientOptions['headers']>

const SPACE = /^http(s?):\/\/[a-z\d-]+\.hf\.space(?::\d+)?\//i
const joined = new WeakSet<Headers>()

/** Notes that headers made from others carry the same token. Returns the new headers. */
export function sharesSpaceToken(from: Headers, made: Headers): Headers {
  if (joined.has(from)) joined.add(made)
  return made
}

/**
 * The caller's headers and the token, in the header that the Space's proxy removes, so that the app does not see it
 * (docs/gradio-spaces.md#4-private-spaces).
 */
export function withSpaceToken(headers: Headers, hubToken: GradioClientOptions['hubToken']): Headers {
  // Options are resolved more than once.
  if (!hubToken || joined.has(headers)) return headers
  const both: Headers = async (target) => {
    const own = await headers(target)
    const space = target.route === 'direct' ? SPACE.exec(`${target.url}/`) : null
    const token = space && (await hubToken(target))
    // If it were left out silently, a private Space would look as if the token were wrong.
    if (token && space[1] === '') throw plainHttp('Hub token', target.url)
    return token ? { 'x-hf-authorization': `Bearer ${token}`, ...own } : own
  }
  joined.add(both)
  return both
}
