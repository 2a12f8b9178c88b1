/** The client of a provider: one per set of options, closed when it is no longer needed. */
import { useInsertionEffect, useState } from 'react'
import { GradioClient } from '@gradio-stream/client/internal/client'
import type { GradioClientOptions, OAuthTokenTarget, RequestTarget } from '@gradio-stream/client/internal/client-options'
import type { RunRegistry } from './run-registry.ts'
import { useLatest } from './use-latest.ts'

interface HeldClient {
  readonly identity: readonly unknown[]
  readonly client: GradioClient
  /** `null`: the client is the caller's and never closed here. */
  readonly lease: ClientLease | null
}

/**
 * `given`, or a client made from the options. `fetch`, `headers`, `hubToken` and `oauthToken` may be new functions at
 * each render: the latest is called. Another value of any other option makes another client; runs that go on keep
 * theirs.
 */
export function useOwnClient(given: GradioClient | undefined, options: GradioClientOptions, registry: RunRegistry): GradioClient {
  const latest = useLatest(options)
  // Whether there are headers decides how files are shown; their values are read for each request.
  const identity = [
    given,
    options.headers !== undefined,
    options.oauthToken !== undefined,
    ...Object.entries(options).flatMap(([name, value]) => (LATEST.has(name) || value === undefined ? [] : [name, value])),
  ]
  const create = (): HeldClient => {
    if (given) return { identity, client: given, lease: null }
    const client = new GradioClient({
      ...options,
      shareTabs: options.shareTabs ?? options.headers === undefined,
      fetch: (input, init) => (latest.current.fetch ?? globalThis.fetch)(input, init),
      ...(options.headers ? { headers: (target: RequestTarget) => latest.current.headers?.(target) ?? {} } : {}),
      ...(options.oauthToken === undefined
        ? {}
        : { oauthToken: (target: OAuthTokenTarget) => readToken(latest.current.oauthToken, target) }),
      ...(options.hubToken && { hubToken: (target: RequestTarget) => latest.current.hubToken?.(target) }),
    })
    return { identity, client, lease: new ClientLease(client, registry) }
  }
  const [held, setHeld] = useState(create)
  let own = held
  if (!isSameList(identity, held.identity)) {
    own = create()
    setHeld(own)
  }
  const { client, lease } = own
  // Held like runs (`use-run-slot.ts`): a hidden component comes back to the same client.
  useInsertionEffect(() => {
    lease?.take()
    return () => lease?.giveBack()
  }, [lease])
  return client
}

/** Options that are read for each request. */
const LATEST: ReadonlySet<string> = new Set(['fetch', 'headers', 'hubToken', 'oauthToken'] satisfies (keyof GradioClientOptions)[])

function readToken(option: GradioClientOptions['oauthToken'], target: OAuthTokenTarget): string | undefined | Promise<string | undefined> {
  return typeof option === 'function' ? option(target) : option
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}

/** Closes a client some time after it was returned, unless it is taken again (StrictMode, fast refresh). */
class ClientLease {
  readonly #client: GradioClient
  readonly #registry: RunRegistry
  #turn = 0

  constructor(client: GradioClient, registry: RunRegistry) {
    this.#client = client
    this.#registry = registry
  }

  take(): void {
    this.#turn += 1
  }

  giveBack(): void {
    this.#turn += 1
    void this.#close(this.#turn)
  }

  async #close(turn: number): Promise<void> {
    // The components inside are unmounted after the provider, and each waits one microtask before it leaves its run.
    await Promise.resolve()
    await Promise.resolve()
    if (turn !== this.#turn) return
    await this.#registry.whenLeft()
    // Only the options changed: visible runs that go on come to their end.
    const shown = this.#registry.runsShown().filter((run) => this.#client.runs.has(run))
    await Promise.all(shown.map((run) => run.settled))
    if (turn === this.#turn) this.#client.close()
  }
}
