/**
 * What the hooks work with: a client, a `QueryClient`, the runs. From the nearest `GradioProvider`, else shared by the
 * page.
 */
'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { backoffDelayMs } from '@gradio-stream/client/internal/kit/backoff'
import { GradioClient } from '@gradio-stream/client/internal/client'
import { type Clock, systemClock } from '@gradio-stream/client/internal/kit/clock'
import { DEFAULT_BACKEND_URL } from '@gradio-stream/client/internal/protocol/relay-url'
import type { ResumeMode } from '@gradio-stream/client/internal/resume/resume-storage'
import { RunHistory } from './history/run-history.ts'
import type { FollowFacts } from './run-facts.ts'
import { RunRegistry } from './run-registry.ts'

/** Everything a hook needs; the same object until the provider's options change. */
export interface GradioEnvironment {
  readonly client: GradioClient
  readonly queryClient: QueryClient
  /** Part of every key: the relay. `null`: none. */
  readonly backendUrl: string | null
  readonly clock: Clock
  readonly registry: RunRegistry
  /** The runs of the page, newest first. */
  readonly history: RunHistory
  /** The default for hooks that do not set it. */
  readonly resume?: ResumeMode | undefined
  /** Tells the provider's callbacks of a run; absent without a provider. */
  readonly followFacts?: FollowFacts
}

/** What `GradioProvider` provides; `null` outside of one. */
export const GradioContext = createContext<GradioEnvironment | null>(null)

/** A `QueryClient` for pages without one. */
export function createOwnQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retryDelay: (failureCount) => backoffDelayMs(failureCount + 1) } } })
}

let pageEnvironment: GradioEnvironment | undefined

/**
 * Without a provider a page shares one client with default options, which is never closed. A server shares nothing
 * between requests.
 */
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
    history: new RunHistory(systemClock),
  }
}

/** The environment of this component. */
export function useGradioEnvironment(): GradioEnvironment {
  const provided = useContext(GradioContext)
  const queryClient = useContext(QueryClientContext)
  return useMemo(() => provided ?? environmentWithoutProvider(queryClient), [provided, queryClient])
}

/** The client of the hooks: the nearest `GradioProvider`'s, else one with default options that the page shares. */
export function useGradioClient(): GradioClient {
  return useGradioEnvironment().client
}
