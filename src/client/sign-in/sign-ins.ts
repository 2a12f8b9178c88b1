/**
 * The sign-ins of a client. In a page the browser keeps the cookies and sends them to that app only; elsewhere they are
 * kept here. No other app and no other client gets them.
 */
import type { Upload } from '../connection/files/send-file.ts'
import type { ResolvedOptions } from '../client-options.ts'
import { sharesSpaceToken } from './space-token.ts'

export class SignIns {
  /** Cookies by the address below which they are sent; empty in a page. */
  readonly #jars = new Map<string, Map<string, string>>()
  readonly #isPage = typeof document !== 'undefined'

  /** For the requests that sign in and out. */
  readonly credentials: RequestCredentials = 'include'

  /** Keeps the cookies that an app or a relay gave for a sign-in. */
  keep(scope: string, cookies: ReadonlyMap<string, string>): void {
    this.#jars.set(scope, new Map([...(this.#jars.get(scope) ?? []), ...(this.#isPage ? [] : cookies)]))
  }

  /** Stops sending cookies there. */
  forget(scope: string): void {
    this.#jars.delete(scope)
  }

  /** The same options, with requests that carry the cookies of their target. */
  applyTo(options: ResolvedOptions): ResolvedOptions {
    const headers: ResolvedOptions['headers'] = async (target) => {
      const own = await options.headers(target)
      const jar = this.#jarFor(target.url)
      if (!jar || jar.size === 0) return own
      const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
      return { ...own, cookie: own.cookie ? `${own.cookie}; ${cookie}` : cookie }
    }
    if (!this.#isPage) return { ...options, headers: sharesSpaceToken(options.headers, headers) }
    const upload: Upload = (request) =>
      options.upload(this.#jarFor(request.url) ? { ...request, http: { ...request.http, credentials: 'include' } } : request)
    const fetch: typeof globalThis.fetch = (input, init) => {
      const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
      return options.fetch(input, this.#jarFor(url) ? { ...init, credentials: 'include' } : init)
    }
    return { ...options, fetch, upload }
  }

  #jarFor(url: string): ReadonlyMap<string, string> | undefined {
    for (const [scope, jar] of this.#jars) if (url === scope || url.startsWith(`${scope}/`) || url.startsWith(`${scope}?`)) return jar
    return undefined
  }
}
