/** What relays have in common in tests of webhooks. */
import { APP_URL } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'

/** Options that the relays of a fleet have in common, in tests of webhooks. */
export const HOOK_RELAY = {
  tokens: { secret: 'a secret of the tests, 32 letters' },
  // `submit` names the place itself; of this one only the origin counts.
  webhook: { url: 'http://hook.test/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', retryDelaysMs: [50, 50, 50, 50] },
} as const

/** Reaches the fake app, and receivers over the network. */
export function fetchBeside(app: FakeApp): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : input.toString()
    return url.startsWith(APP_URL) ? app.fetch(url, init) : fetch(url, init)
  }
}
