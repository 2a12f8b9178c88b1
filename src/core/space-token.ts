/** The token for Spaces on the requests to them: streams, uploads and files included, on `hf.space` over https and nowhere else. */
import type { GradioClientOptions } from './options.ts'

type Headers = NonNullable<GradioClientOptions['headers']>

const joined = new WeakSet<Headers>()

/** The caller's headers with the token beside them. In the header that the Space's proxy takes off: the app does not see it (SPACES §4). */
export function withSpaceToken(headers: Headers, hubToken: GradioClientOptions['hubToken']): Headers {
  // Options are resolved more than once on their way.
  if (!hubToken || joined.has(headers)) return headers
  const both: Headers = async (target) => {
    const own = await headers(target)
    const token = target.route === 'direct' && /^https:\/\/[a-z\d-]+\.hf\.space\//.test(`${target.url}/`) && (await hubToken(target))
    return token ? { 'x-hf-authorization': `Bearer ${token}`, ...own } : own
  }
  joined.add(both)
  return both
}
