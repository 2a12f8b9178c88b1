/** The provider: tells the hooks below which relay to ask, and how. Optional; without one the defaults hold. */
'use client'

import { type QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createElement, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import type { GradioClientOptions } from '@gradio-stream/client/internal/client-options'
import { DEFAULT_BACKEND_URL } from '@gradio-stream/client/internal/protocol/relay-url'
import { browserStorage } from '@gradio-stream/client/internal/resume/resume-storage'
import type { ResumeMode } from '@gradio-stream/client/internal/resume/resume-storage'
import { GradioContext, type GradioEnvironment, createOwnQueryClient } from './gradio-environment.ts'
import { type FactCallbacks, useRunFacts } from './run-facts.ts'
import { checkProviderProps } from './option-names.ts'
import { RunHistory } from './history/run-history.ts'
import { RunRegistry } from './run-registry.ts'
import { useOwnClient } from './use-own-client.ts'

/** Props of {@link GradioProvider}: the client's options, and what to take instead of making it. */
export interface GradioProviderProps extends GradioClientOptions, FactCallbacks {
  /**
   * A client made elsewhere; it is used with its own options and not closed. Pass its `backendUrl` here too: it is part
   * of the query keys.
   */
  client?: GradioClient
  /** @defaultValue the one of the nearest `QueryClientProvider`, else one of this provider's own */
  queryClient?: QueryClient
  /** For the hooks below that do not say: where a run is kept for a reload. @defaultValue not kept */
  resume?: ResumeMode
  /**
   * Where the list of runs (`useGradioRuns`, `<GradioHistory>`) is kept for a reload: in this tab's `sessionStorage`,
   * or for all tabs of the origin in `localStorage`. Inputs and results lie there too, up to 200,000 characters each
   * and 1,000,000 in all, without files. @defaultValue not kept
   */
  keepRuns?: ResumeMode
  children?: ReactNode
}

/**
 * Owns one `GradioClient` for everything below. `fetch` and `headers` may change at any time; a change of another
 * option makes a new client for the next run, while a run that goes on ends with the one it began with. Throws
 * `options-invalid` for a prop that does not exist.
 *
 * @example
 * ```tsx
 * <GradioProvider backendUrl="/api/experimental/sse">
 *   <GradioProcess app="https://owner-space.hf.space" endpoint="/predict" />
 * </GradioProvider>
 * ```
 */
export function GradioProvider(props: GradioProviderProps): ReactNode {
  checkProviderProps(props)
  const { client: given, queryClient: givenQueryClient, resume, keepRuns, onSuccess, onError, onSettled, children, ...options } = props
  const { backendUrl = DEFAULT_BACKEND_URL, clock = systemClock } = options
  const [registry] = useState(() => new RunRegistry())
  const [history] = useState(() => new RunHistory(clock))
  const followFacts = useRunFacts({ onSuccess, onError, onSettled })
  const client = useOwnClient(given, options, registry)
  const queryClient = useQueryClientOf(givenQueryClient)
  const environment = useMemo<GradioEnvironment>(
    () => ({ client, queryClient, backendUrl, clock, registry, history, followFacts, resume }),
    [client, queryClient, backendUrl, clock, registry, history, followFacts, resume],
  )
  // In an effect: a server keeps nothing, and what was kept is no part of what it drew.
  useEffect(() => history.keepIn(keepRuns === undefined ? null : browserStorage(keepRuns)), [history, keepRuns])
  return createElement(GradioContext.Provider, { value: environment }, children)
}

function useQueryClientOf(given: QueryClient | undefined): QueryClient {
  const outer = useContext(QueryClientContext)
  const [own] = useState(once(createOwnQueryClient))
  const queryClient = given ?? outer ?? own()
  useEffect(() => {
    // Counted by React Query, so this does no harm to one that is mounted elsewhere; without it nothing resumes when
    // back online.
    queryClient.mount()
    return () => queryClient.unmount()
  }, [queryClient])
  return queryClient
}

function once<Value>(create: () => Value): () => () => Value {
  return () => {
    let value: Value | undefined
    return () => (value ??= create())
  }
}
