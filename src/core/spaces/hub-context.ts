/** How the Hub is asked: with its own token and with nothing else of the caller's, neither headers nor cookies. */
import type { ResolvedOptions } from '../options.ts'
import type { Hub } from './ask-hub.ts'

/** The Hub of a client. Its token goes to its own origin only, also after a redirect. */
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
        return token ? { authorization: `Bearer ${token}` } : {}
      },
    },
  }
}
