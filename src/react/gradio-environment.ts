/** What hooks work with: a client, a `QueryClient`, the runs. From the nearest `GradioProvider`, else the page's own. */
import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { backoffDelayMs } from '../core/backoff.ts'
import { GradioClient } from '../core/client.ts'
import { type Clock, systemClock } from '../core/clock.ts'
import { DEFAULT_BACKEND_URL } from '../core/protocol/relay-url.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import { RunRegistry } from './run-registry.ts'

/** Everything a hook needs; the same object until the provider's options change. */
export interface GradioEnvironment {
  readonly client: GradioClient
  readonly queryClient: QueryClient
  /** Part of every key: which relay was asked. `null`: none. */
  readonly backendUrl: string | null
  readonly clock: Clock
  readonly registry: RunRegistry
  /** For hooks that do not say. */
  readonly resume?: ResumeMode | undefined
}

/** What `GradioProvider` provides; `null` outside of one. */
export const GradioContext = createContext<GradioEnvironment | null>(null)

/** A `QueryClient` for pages that have none. */
export function createOwnQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retryDelay: (failureCount) => backoffDelayMs(failureCount + 1) } } })
}

let pageEnvironment: GradioEnvironment | undefined

/** Without a provider a page shares one client with default options; it is never closed. A server shares nothing between requests. */
function environmentWithoutProvider(queryClient: QueryClient | undefined): GradioEnvironment {
  const environment = typeof window === 'undefined' ? createEnvironment() : (pageEnvironment ??= createPageEnvironment())
  return queryClient ? { ...environment, queryClient } : environment
}

function createPageEnvironment(): GradioEnvironment {
  const environment = createEnvironment()
  environment.queryClient.mount()
  return environment
}

function createEnvironment(): GradioEnvironment {
  return {
    client: new GradioClient(),
    queryClient: createOwnQueryClient(),
    backendUrl: DEFAULT_BACKEND_URL,
    clock: systemClock,
    registry: new RunRegistry(),
  }
}

/** The environment of this component. */
export function useGradioEnvironment(): GradioEnvironment {
  const provided = useContext(GradioContext)
  const queryClient = useContext(QueryClientContext)
  return useMemo(() => provided ?? environmentWithoutProvider(queryClient), [provided, queryClient])
}

/** The client the hooks below work with: the nearest `GradioProvider`'s, else one with default options that the page shares. */
export function useGradioClient(): GradioClient {
  return useGradioEnvironment().client
}
