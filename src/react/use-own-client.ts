/** The client a provider owns: one per set of options, closed when nobody needs it any more. */
import { useEffect, useState } from 'react'
import { GradioClient } from '../core/client.ts'
import type { GradioClientOptions, RequestTarget } from '../core/options.ts'
import type { RunRegistry } from './run-registry.ts'
import { useLatest } from './use-latest.ts'

interface HeldClient {
  readonly identity: readonly unknown[]
  readonly client: GradioClient
  /** `null`: the client is the caller's and never closed here. */
  readonly lease: ClientLease | null
}

/**
 * `given`, or a client made of the options. `fetch`, `headers` and `hubToken` may be other functions at each render: the latest is
 * called. Another value of any other option makes another client; runs that go on stay with the one they began with.
 */
export function useOwnClient(given: GradioClient | undefined, options: GradioClientOptions, registry: RunRegistry): GradioClient {
  const latest = useLatest(options)
  const { timeouts, ...others } = options
  const told = [...Object.entries(others), ...Object.entries(timeouts ?? {})]
  // That there are headers decides how files are shown; what they are is asked at each request.
  const identity = [
    given,
    options.headers !== undefined,
    ...told.flatMap(([name, value]) => (LATEST.has(name) || value === undefined ? [] : [name, value])),
  ]
  const create = (): HeldClient => {
    if (given) return { identity, client: given, lease: null }
    const client = new GradioClient({
      ...options,
      shareTabs: options.shareTabs ?? options.headers === undefined,
      fetch: (input, init) => (latest.current.fetch ?? globalThis.fetch)(input, init),
      ...(options.headers ? { headers: (target: RequestTarget) => latest.current.headers?.(target) ?? {} } : {}),
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
  useEffect(() => {
    lease?.take()
    return () => lease?.giveBack()
  }, [lease])
  return client
}

/** Options read at each request. */
const LATEST: ReadonlySet<string> = new Set(['fetch', 'headers', 'hubToken'] satisfies (keyof GradioClientOptions)[])

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}

/** Closes a client some time after it was given back, unless it is taken again (StrictMode, fast refresh). */
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
    // Only the options changed: what is shown and goes on comes to its end.
    const shown = this.#registry.runsShown().filter((run) => this.#client.runs.has(run))
    await Promise.all(shown.map((run) => run.settled))
    if (turn === this.#turn) this.#client.close()
  }
}
