/** What an app is: said by its discovery while it waits, else by how that ended. Beside React Query's words, which keep their meaning. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { GradioStreamError, GradioStreamErrorCode } from '../core/errors.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import type { AppState, AppStatus } from '../core/spaces/app-state.ts'
import { useGradioEnvironment } from './gradio-environment.ts'
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
  const { data, error } = useGradioDiscovery(app, options)
  return useAppState(app, data, error)
}

/** The same where the discovery is at hand. */
export function useAppState(app: string, data: AppDescription | undefined, error: GradioStreamError | null): AppState {
  const { backendUrl, queryClient } = useGradioEnvironment()
  const { data: said = null } = useQuery<AppState | null>(
    // Nobody asks for it: the discovery writes it (`discovery-query.ts`).
    { queryKey: gradioKeys.appState(backendUrl, app), queryFn: () => null, enabled: false, staleTime: Infinity },
    queryClient,
  )
  return useMemo(() => appState(said, data, error), [said, data, error])
}

/** `said`: what a discovery that waits, or had to wait, told last. */
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
