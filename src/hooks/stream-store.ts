/**
 * What `useGradioStream` reads: one store made from a slot and the query cache. A streamed value changes only the slot,
 * so the queries cost nothing then.
 */
import { type DefaultedQueryObserverOptions, QueryObserver } from '@tanstack/react-query'
import { type Connection, idleConnection } from '@gradio-stream/client/internal/connection/connection-state'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import {
  type AppDescription,
  DIRECT_CAPABILITIES,
  type EndpointDescription,
} from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import type { AppState } from '@gradio-stream/client/internal/spaces/app-state'
import { discoveryQuery } from './discovery-query.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { GradioDiscovery, GradioStream } from './gradio-stream.ts'
import { IDLE_SNAPSHOT, type RunSlot, type SlotSnapshot } from './run-slot.ts'
import { toStreamError } from './to-stream-error.ts'
import { appState, appStateQuery } from './use-gradio-app-state.ts'

const IDLE_CONNECTIONS: Readonly<Record<'direct' | 'relay', Connection>> = {
  direct: idleConnection('direct'),
  relay: idleConnection('relay'),
}

/** The functions of a stream. */
export type StreamActions = Pick<
  GradioStream,
  'submit' | 'submitAsync' | 'trigger' | 'takeBack' | 'cancel' | 'detach' | 'resubmit' | 'reset' | 'retryNow' | 'getTrace'
>

/** The inputs of a store. */
export interface StreamStoreOptions {
  readonly environment: GradioEnvironment
  readonly slot: RunSlot
  readonly actions: StreamActions
  readonly refetch: () => void
  /** Whether the run is kept for a reload. */
  readonly isKept: boolean
  /** React Query's `enabled`, for discovery. */
  readonly enabled: boolean
  /** The query cache is still being restored from its storage. */
  readonly isRestoring: boolean
}

/** What the query cache knows about the app, and what follows from it. */
interface Found {
  readonly discovery: GradioDiscovery
  readonly appState: AppState
  readonly endpoint: EndpointDescription | null
  /** The endpoint does not exist. */
  readonly error: GradioStreamError | null
}

export class StreamStore {
  readonly #options: StreamStoreOptions
  readonly #discoveryOptions: DefaultedQueryObserverOptions<AppDescription, GradioStreamError>
  readonly #discovery: QueryObserver<AppDescription, GradioStreamError>
  readonly #saidOptions: DefaultedQueryObserverOptions<AppState | null>
  readonly #said: QueryObserver<AppState | null>
  #listenerCount = 0
  #found: Found | null = null
  #last: { readonly found: Found; readonly slot: SlotSnapshot; readonly stream: GradioStream } | null = null
  #lastOfServer: { readonly found: Found; readonly stream: GradioStream } | null = null

  constructor(options: StreamStoreOptions) {
    const { environment, slot, enabled, isRestoring } = options
    this.#options = options
    // As `useQuery` does, for the first render, before there is a listener.
    const first = { _optimisticResults: isRestoring ? ('isRestoring' as const) : ('optimistic' as const) }
    const { queryClient } = environment
    const asking = { ...discoveryQuery(environment, slot.app), enabled, ...first }
    this.#discoveryOptions = queryClient.defaultQueryOptions<AppDescription, GradioStreamError>(asking)
    this.#discovery = new QueryObserver<AppDescription, GradioStreamError>(queryClient, this.#discoveryOptions)
    this.#saidOptions = queryClient.defaultQueryOptions<AppState | null>({ ...appStateQuery(environment, slot.app), ...first })
    this.#said = new QueryObserver<AppState | null>(queryClient, this.#saidOptions)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const { slot, isRestoring } = this.#options
    this.#listenerCount += 1
    const onQueries = (): void => {
      this.#found = this.#read()
      listener()
    }
    const stops = isRestoring ? [] : [this.#discovery.subscribe(onQueries), this.#said.subscribe(onQueries)]
    // What has changed in the cache since the last render.
    this.#found = this.#read()
    stops.push(slot.subscribe(listener))
    return () => {
      this.#listenerCount -= 1
      for (const stop of stops) stop()
    }
  }

  /** The same object until one of its fields changes. */
  readonly getSnapshot = (): GradioStream => {
    // Without a listener, changes of the cache are not reported.
    const found = this.#listenerCount > 0 && this.#found ? this.#found : (this.#found = this.#read())
    const slot = this.#options.slot.getSnapshot()
    if (this.#last?.found === found && this.#last.slot === slot) return this.#last.stream
    // Another object would make React give up the form that a server has drawn, while its code is still being loaded.
    if (slot === IDLE_SNAPSHOT && this.#lastOfServer?.found === found) return this.#lastOfServer.stream
    const stream = this.#stream(found, slot)
    this.#last = { found, slot, stream }
    return stream
  }

  /** What a server renders, and a page that hydrates it. */
  readonly getServerSnapshot = (): GradioStream => {
    const found = (this.#found = this.#read())
    if (this.#lastOfServer?.found === found) return this.#lastOfServer.stream
    const stream = this.#stream(found, IDLE_SNAPSHOT)
    this.#lastOfServer = { found, stream }
    return stream
  }

  /** Reads the query cache; the same object while nothing in it changed. */
  #read(): Found {
    const { slot, refetch } = this.#options
    const { status, isFetching, data, error } = this.#discovery.getOptimisticResult(this.#discoveryOptions)
    const { data: said = null } = this.#said.getOptimisticResult(this.#saidOptions)
    const before = this.#found
    const known = before?.discovery
    const isSame = known?.status === status && known.isFetching === isFetching && known.data === data && known.error === error
    const discovery = known && isSame ? known : { status, isFetching, data, error, refetch }
    const state = appState(said, data, error)
    const shown = before && isSameState(before.appState, state) ? before.appState : state
    if (before && discovery === before.discovery && shown === before.appState) return before
    const isSameApp = before !== null && before.discovery.data === data
    const { endpoint, error: failure } = isSameApp ? before : lookUp(data, slot.endpoint)
    return { discovery, appState: shown, endpoint, error: failure }
  }

  #stream(found: Found, slot: SlotSnapshot): GradioStream {
    const { actions, isKept } = this.#options
    const { discovery, endpoint } = found
    const { run, state, connection, data, previousData, conversation, call, isPaused } = slot
    const described = run?.app ?? discovery.data
    const capabilities = described?.capabilities ?? DIRECT_CAPABILITIES
    // A discovered app does not fail because a refresh of its discovery did.
    const discoveryError = discovery.data ? null : discovery.error
    return {
      discovery,
      appState: found.appState,
      endpoint,
      state,
      connection: connection ?? IDLE_CONNECTIONS[described?.route ?? 'direct'],
      capabilities,
      data,
      previousData,
      conversation,
      error: discoveryError ?? found.error ?? (state.status === 'failed' ? state.error : null),
      run,
      isKept: isKept && (described === undefined || capabilities.resume),
      triggered: call?.endpoint ?? null,
      isPaused,
      ...actions,
    }
  }
}

function isSameState(a: AppState, b: AppState): boolean {
  // `said` is a new object with each check of the app, and is then shown again.
  return (
    a === b ||
    (a.status === b.status && a.space === b.space && a.stage === b.stage && a.since === b.since && a.nextCheckAt === b.nextCheckAt)
  )
}

function lookUp(app: AppDescription | undefined, name: string): Pick<Found, 'endpoint' | 'error'> {
  if (!app) return { endpoint: null, error: null }
  try {
    return { endpoint: findEndpoint(app, name), error: null }
  } catch (cause) {
    return { endpoint: null, error: toStreamError(cause, 'discovery-failed', `Looking for ${name}`) }
  }
}
