/** How the Hub is asked: with its own token and without the caller's headers and cookies. */
import type { ResolvedOptions } from '../client-options.ts'
import { isSafeForSecrets, plainHttp } from '../sign-in/secret-address.ts'
import type { Hub } from './ask-hub.ts'

/**
 * The Hub of a client. Its token goes to the Hub's origin only, also after a redirect. Over plain http the request is
 * refused.
 */
export function hubContext(options: Pick<ResolvedOptions, 'hubUrl' | 'hubToken' | 'fetch' | 'clock' | 'requestTimeoutMs'>): Hub {
  const { hubUrl, hubToken, fetch, clock, requestTimeoutMs } = options
  const origin = new URL(hubUrl).origin
  return {
    url: hubUrl,
    http: {
      fetch,
      clock,
      requestTimeoutMs,
      credentials: 'omit',
      async headers(target): Promise<Record<string, string>> {
        const token = new URL(target.url).origin === origin ? await hubToken?.(target) : undefined
        if (token && !isSafeForSecrets(target.url)) throw plainHttp('Hub token', target.url)
        return token ? { authorization: `Bearer ${token}` } : {}
      },
    },
  }
}
