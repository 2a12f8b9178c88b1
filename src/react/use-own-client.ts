/** The client a provider owns: one per set of options, closed when nobody needs it any more. */
import { useEffect, useState } from 'react'
import { GradioClient } from '../core/client.ts'
import type { GradioClientOptions } from '../core/options.ts'
import type { RunRegistry } from './run-registry.ts'
import { useLatest } from './use-latest.ts'

interface OwnClient {
  readonly identity: readonly unknown[]
  readonly client: GradioClient
  /** The caller's: never closed here. */
  readonly isGiven: boolean
  holders: number
  isClosed: boolean
}

/**
 * `given`, or a client made of the options. `fetch` and `headers` may be other functions at each render: the latest is
 * called. Another value of any other option makes another client; runs that go on stay with the one they began with.
 */
export function useOwnClient(given: GradioClient | undefined, options: GradioClientOptions, registry: RunRegistry): GradioClient {
  const latest = useLatest(options)
  const { fetch: _fetch, headers: _headers, ...fixed } = options
  const identity = [given, fixed.backendUrl, fixed.sse, fixed.credentials, fixed.requestTimeoutMs, fixed.inactivityTimeoutMs,
    fixed.clock, fixed.random, fixed.connect]
  const create = (): OwnClient => ({
    identity,
    client:
      given ??
      new GradioClient({
        ...fixed,
        fetch: (input, init) => (latest.current.fetch ?? globalThis.fetch)(input, init),
        headers: (target) => latest.current.headers?.(target) ?? {},
      }),
    isGiven: given !== undefined,
    holders: 0,
    isClosed: false,
  })
  const [held, setHeld] = useState(create)
  let own = held
  if (!identity.every((value, index) => Object.is(value, held.identity[index]))) {
    own = create()
    setHeld(own)
  }

  useEffect(() => {
    // Hidden (`Activity`) and shown again: the client went with the hiding.
    if (own.isClosed) setHeld((current) => (current === own ? create() : current))
    own.holders += 1
    return () => {
      own.holders -= 1
      void closeWhenUnneeded(own, registry)
    }
    // `create` is new at every render and means the same while `own` is the same.
    // eslint-disable-next-line react/exhaustive-deps
  }, [own, registry])
  return own.client
}

/**
 * Closes unless a remount takes the client up again. The components inside are unmounted after the provider, each waiting
 * one microtask; then their last cancels are sent, and runs that are still shown (options changed) come to their end.
 */
async function closeWhenUnneeded(own: OwnClient, registry: RunRegistry): Promise<void> {
  await Promise.resolve()
  await Promise.resolve()
  if (own.holders > 0 || own.isGiven) return
  await registry.whenLeft()
  await Promise.all(registry.runsShown().filter((run) => own.client.runs.has(run)).map((run) => run.settled))
  if (own.holders > 0 || own.isClosed) return
  own.isClosed = true
  own.client.close()
}
