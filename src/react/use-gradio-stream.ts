/**
 * The hook that runs an endpoint. It holds no logic of its own: discovery is a query, submitting a mutation, the run a store
 * (`run-slot.ts`), and the result one object put together from the three.
 */
import { type UseMutateFunction, useMutation } from '@tanstack/react-query'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type Connection, idleConnection } from '../core/connection/connection.ts'
import type { GradioStreamError } from '../core/errors.ts'
import { type AppDescription, DIRECT_CAPABILITIES, type EndpointDescription } from '../core/protocol/app-description.ts'
import { findEndpoint } from '../core/protocol/endpoint-name.ts'
import { type GradioEnvironment, useGradioEnvironment } from './gradio-environment.ts'
import type { GradioDiscovery, GradioStream, UseGradioStreamOptions } from './gradio-stream.ts'
import { gradioKeys } from './query-keys.ts'
import { IDLE_SNAPSHOT, type RunSlot } from './run-slot.ts'
import { type SubmitResult, type SubmitVariables, performSubmit, prepareSubmit } from './submit-run.ts'
import { toStreamError } from './to-stream-error.ts'
import { useAppState } from './use-gradio-app-state.ts'
import { useGradioDiscovery } from './use-gradio-discovery.ts'
import { type KeptPlace, useKeptPlace, useResume } from './use-resume.ts'
import { useRunSlot } from './use-run-slot.ts'

const IDLE_CONNECTIONS: Readonly<Record<'direct' | 'relay', Connection>> = {
  direct: idleConnection('direct'),
  relay: idleConnection('relay'),
}
const getServerSnapshot = (): typeof IDLE_SNAPSHOT => IDLE_SNAPSHOT

/**
 * Runs an endpoint of a Gradio app and follows the run. Nothing is sent before `submit`, and neither StrictMode nor fast
 * refresh nor a remount starts or stops a run. Works without a provider, with its defaults.
 *
 * The result is one object, new only when one of its fields changed. Its functions stay the same while `app`, `endpoint`,
 * `runKey` and the provider's options do. Another `app`, `endpoint` or `runKey` begins at `idle`, and leaves the run there was
 * as an unmount does.
 *
 * @example
 * ```tsx
 * const { state, data, error, submit, cancel } = useGradioStream({ app: 'https://owner-space.hf.space', endpoint: '/predict' })
 * ```
 */
export function useGradioStream(options: UseGradioStreamOptions): GradioStream {
  const { app, endpoint: endpointName, enabled = true } = options
  const environment = useGradioEnvironment()
  const discovery = useDiscovery(app, enabled)
  const appState = useAppState(app, discovery.data, discovery.error)
  const slot = useRunSlot(environment.registry, options)
  const { run, state, connection, data, isDataStale } = useSyncExternalStore(slot.subscribe, slot.getSnapshot, getServerSnapshot)
  const { mutate, isPaused } = useMutation<SubmitResult, GradioStreamError, SubmitVariables>(
    {
      mutationKey: gradioKeys.submit(environment.backendUrl, app, endpointName),
      mutationFn: performSubmit,
      // A repeated join is a second run: never on its own, whatever the defaults of the page's QueryClient are.
      retry: false,
      throwOnError: false,
    },
    environment.queryClient,
  )
  const kept = useKeptPlace(environment, slot, options.resume ?? environment.resume)
  useResume(environment, slot, kept, discovery.data, run)
  const actions = useMemo(() => createActions(environment, slot, mutate, kept), [environment, slot, mutate, kept])
  const found = useMemo(() => lookUp(discovery.data, endpointName), [discovery.data, endpointName])
  const described = run?.app ?? discovery.data
  const capabilities = described?.capabilities ?? DIRECT_CAPABILITIES
  const shownConnection = connection ?? IDLE_CONNECTIONS[described?.route ?? 'direct']
  // An app that is known well enough to run does not fail because asking it once more did.
  const discoveryError = discovery.data ? null : discovery.error
  const error = discoveryError ?? found.error ?? (state.status === 'failed' ? state.error : null)
  const isKept = kept !== null && (described === undefined || capabilities.resume)
  const isWaitingForNetwork = isPaused && run === null && state.status === 'submitting'

  return useMemo<GradioStream>(
    () => ({
      discovery,
      appState,
      endpoint: found.endpoint,
      state,
      connection: shownConnection,
      capabilities,
      data,
      isDataStale,
      error,
      run,
      isKept,
      isPaused: isWaitingForNetwork,
      ...actions,
    }),
    [discovery, appState, found, state, shownConnection, capabilities, data, isDataStale, error, run, isKept, isWaitingForNetwork, actions],
  )
}

type Actions = Pick<GradioStream, 'submit' | 'submitAsync' | 'cancel' | 'detach' | 'resubmit' | 'reset' | 'retryNow' | 'getTrace'>
type Mutate = UseMutateFunction<SubmitResult, GradioStreamError, SubmitVariables>

function createActions(environment: GradioEnvironment, slot: RunSlot, mutate: Mutate, kept: KeptPlace | null): Actions {
  const submitAsync: Actions['submitAsync'] = (inputs) => {
    kept?.forget()
    const [variables, attempt] = prepareSubmit(environment, slot, inputs)
    mutate(variables)
    return attempt.taken
  }
  const submit: Actions['submit'] = (inputs) => {
    // What it rejects with is in `error`, and an attempt handles its own rejection.
    void submitAsync(inputs)
  }
  return {
    submit,
    submitAsync,
    cancel: () => slot.cancel(environment.clock.now()),
    detach() {
      kept?.forget()
      slot.detach()
    },
    resubmit() {
      if (slot.lastAttempt) submit(slot.lastAttempt.inputs)
    },
    reset() {
      kept?.forget()
      slot.reset()
    },
    retryNow: () => slot.getSnapshot().run?.retryNow(),
    getTrace: () => slot.getSnapshot().run?.getTrace() ?? null,
  }
}

/** The fields of the query a result has, as one object that stays the same while they do. */
function useDiscovery(app: string, enabled: boolean): GradioDiscovery {
  const { status, isFetching, data, error, refetch: ask } = useGradioDiscovery(app, { enabled })
  const refetch = useCallback(() => void ask(), [ask])
  return useMemo(() => ({ status, isFetching, data, error, refetch }), [status, isFetching, data, error, refetch])
}

interface Found {
  readonly endpoint: EndpointDescription | null
  readonly error: GradioStreamError | null
}

function lookUp(app: AppDescription | undefined, name: string): Found {
  if (!app) return { endpoint: null, error: null }
  try {
    return { endpoint: findEndpoint(app, name), error: null }
  } catch (cause) {
    return { endpoint: null, error: toStreamError(cause, 'discovery-failed', `Looking for ${name}`) }
  }
}
