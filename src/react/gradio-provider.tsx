/** The provider: tells the hooks below which relay to ask, and how. Optional; without one the defaults hold. */
import { type QueryClient, QueryClientContext } from '@tanstack/react-query'
import { type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { GradioClient } from '../core/client.ts'
import { systemClock } from '../core/clock.ts'
import type { GradioClientOptions } from '../core/options.ts'
import { DEFAULT_BACKEND_URL } from '../core/protocol/relay-url.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import { GradioContext, type GradioEnvironment, createOwnQueryClient } from './gradio-environment.ts'
import { RunRegistry } from './run-registry.ts'
import { useOwnClient } from './use-own-client.ts'

/** Props of {@link GradioProvider}: the client's options, and what to take instead of making it. */
export interface GradioProviderProps extends GradioClientOptions {
  /** A client made elsewhere; it is used with its own options and not closed. Pass its `backendUrl` here too: it is part of the query keys. */
  client?: GradioClient
  /** @defaultValue the one of the nearest `QueryClientProvider`, else one of this provider's own */
  queryClient?: QueryClient
  /** For the hooks below that do not say: where a run is kept for a reload. @defaultValue not kept */
  resume?: ResumeMode
  children?: ReactNode
}

/**
 * Owns one `GradioClient` for everything below. `fetch` and `headers` may change at any time; a change of another option
 * makes a new client for the next run, while a run that goes on ends with the one it began with.
 *
 * @example
 * ```tsx
 * <GradioProvider backendUrl="/api/experimental/sse">
 *   <GradioProcess app="https://owner-space.hf.space" endpoint="/predict" />
 * </GradioProvider>
 * ```
 */
export function GradioProvider({
  client: given,
  queryClient: givenQueryClient,
  resume,
  children,
  ...options
}: GradioProviderProps): ReactNode {
  const { backendUrl = DEFAULT_BACKEND_URL, clock = systemClock } = options
  const [registry] = useState(() => new RunRegistry())
  const client = useOwnClient(given, options, registry)
  const queryClient = useQueryClientOf(givenQueryClient)
  const environment = useMemo<GradioEnvironment>(
    () => ({ client, queryClient, backendUrl, clock, registry, resume }),
    [client, queryClient, backendUrl, clock, registry, resume],
  )
  return <GradioContext.Provider value={environment}>{children}</GradioContext.Provider>
}

function useQueryClientOf(given: QueryClient | undefined): QueryClient {
  const outer = useContext(QueryClientContext)
  const [own] = useState(once(createOwnQueryClient))
  const queryClient = given ?? outer ?? own()
  useEffect(() => {
    // Counted by React Query, so this does no harm to one that is mounted elsewhere; without it nothing resumes when back online.
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
