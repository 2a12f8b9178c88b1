/**
 * The state of an app: from its discovery while that waits, else from the discovery's result. Separate from React
 * Query's status, which keeps its meaning.
 */
'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { GradioStreamError, GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { AppState, AppStatus } from '@gradio-stream/client/internal/spaces/app-state'
import { type GradioEnvironment, useGradioEnvironment } from './gradio-environment.ts'
import { checkQueryOptions } from './option-names.ts'
import { gradioKeys } from './query-keys.ts'
import { useGradioDiscovery, type UseGradioDiscoveryOptions } from './use-gradio-discovery.ts'

const STATUS_OF_ERROR: { readonly [Code in GradioStreamErrorCode]?: AppStatus } = {
  'app-unreachable': 'unreachable',
  'relay-unreachable': 'unreachable',
  'wake-timeout': 'unreachable',
  'app-not-gradio': 'not-gradio',
  'login-required': 'login-required',
  'space-private': 'login-required',
  'space-paused': 'paused',
  'space-broken': 'broken',
  'space-deleted': 'broken',
}
const UNKNOWN: AppState = { status: 'unknown', space: null, stage: null, since: null, nextCheckAt: null }

/** The state of an app that `useGradioDiscovery` asks about; the same object while nothing changes. */
export function useGradioAppState(app: string, options: UseGradioDiscoveryOptions = {}): AppState {
  checkQueryOptions(options, 'useGradioAppState')
  const { data, error } = useGradioDiscovery(app, options)
  const environment = useGradioEnvironment()
  const { data: said = null } = useQuery<AppState | null>(appStateQuery(environment, app), environment.queryClient)
  return useMemo(() => appState(said, data, error), [said, data, error])
}

/**
 * What a discovery says of an app while it waits for it. Never fetched: the discovery writes it (`discovery-query.ts`).
 */
export function appStateQuery({ backendUrl }: Pick<GradioEnvironment, 'backendUrl'>, app: string): AppStateQuery {
  return { queryKey: gradioKeys.appState(backendUrl, app), queryFn: () => null, enabled: false, staleTime: Infinity }
}

interface AppStateQuery {
  readonly queryKey: ReturnType<typeof gradioKeys.appState>
  queryFn(): AppState | null
  readonly enabled: false
  readonly staleTime: number
}

/** `said`: the last state that a waiting discovery reported. */
export function appState(said: AppState | null, data: AppDescription | undefined, error: GradioStreamError | null): AppState {
  if (said !== null && (said.status !== 'running' || data !== undefined)) return said
  if (data !== undefined) return { ...UNKNOWN, status: 'running', space: data.space ?? null }
  if (error === null) return UNKNOWN
  const { details } = error
  return {
    ...UNKNOWN,
    status: STATUS_OF_ERROR[error.code] ?? 'unknown',
    space: ('space' in details && details.space) || null,
    stage: ('stage' in details && details.stage) || null,
  }
}
