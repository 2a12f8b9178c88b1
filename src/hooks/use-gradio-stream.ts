/** The hook that runs an endpoint. It holds no logic: its result is the snapshot of one store. */
'use client'

import { useIsRestoring } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { SubmittedRun } from '@gradio-stream/client/internal/run/run'
import { discoveryQuery } from './discovery-query.ts'
import type { AnyEndpoint, EndpointType } from '@gradio-stream/client/internal/protocol/endpoint-type'
import { type GradioEnvironment, useGradioEnvironment } from './gradio-environment.ts'
import type { GradioInputs, GradioStream, UseGradioStreamOptions } from './gradio-stream.ts'
import { checkStreamOptions } from './option-names.ts'
import { type RunCallbacks, useRunCallbacks } from './run-callbacks.ts'
import type { RunSlot } from './run-slot.ts'
import { type StreamActions, StreamStore } from './stream-store.ts'
import { submitInSlot } from './submit-in-slot.ts'
import type { TriggeredCall } from './triggered-call.ts'
import { type KeptPlace, useKeptPlace, useResume } from './use-resume.ts'
import { useRunSlot } from './use-run-slot.ts'

/**
 * Runs an endpoint of a Gradio app and follows the run. Nothing is sent before `submit`, and neither StrictMode nor
 * fast refresh nor a remount starts or stops a run. Works without a provider, with its defaults.
 *
 * The result is one object, new only when one of its fields changed. Its functions stay the same while `app`,
 * `endpoint`, `runKey` and the provider's options do. Another `app`, `endpoint` or `runKey` begins at `idle`, and
 * leaves the last run as an unmount does. Throws `options-invalid` for an option that does not exist.
 *
 * @example
 * ```tsx
 * const { state, data, error, submit, cancel } = useGradioStream({
 *   app: 'https://owner-space.hf.space',
 *   endpoint: '/predict',
 * })
 * ```
 *
 * Inputs and values are typed by an `EndpointType`, written by hand or generated:
 * ```tsx
 * interface Caption {
 *   inputs: { prompt: string; steps?: number }
 *   data: [caption: string]
 * }
 * const { data, submit } = useGradioStream<Caption>({ app: 'owner/space', endpoint: '/caption' })
 * ```
 */
export function useGradioStream<Endpoint extends EndpointType = AnyEndpoint>(
  options: UseGradioStreamOptions<Endpoint>,
): GradioStream<Endpoint> {
  const { client } = useGradioEnvironment()
  // While the app is asked. A page with a form loads it after its fields: there a person types first.
  useEffect(() => client.prepareRuns(), [client])
  return useStream(options)
}

/** {@link useGradioStream} for a form: what a run needs is loaded once the app is described. */
export function useStream<Endpoint extends EndpointType = AnyEndpoint>(options: UseGradioStreamOptions<Endpoint>): GradioStream<Endpoint> {
  checkStreamOptions(options)
  const { enabled = true } = options
  const environment = useGradioEnvironment()
  const isRestoring = useIsRestoring()
  const slot = useRunSlot(environment.registry, options)
  const kept = useKeptPlace(environment, slot, options.resume ?? environment.resume)
  const actions = useMemo(() => createActions(environment, slot, kept), [environment, slot, kept])
  const refetch = useMemo(() => createRefetch(environment, slot), [environment, slot])
  const store = useMemo(
    () => new StreamStore({ environment, slot, actions, refetch, isKept: kept !== null, enabled, isRestoring }),
    [environment, slot, actions, refetch, kept, enabled, isRestoring],
  )
  const stream = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot)
  // After a reload, another endpoint's run would be taken for one of this endpoint.
  useResume(environment, slot, kept, stream.discovery.data, stream.triggered ? null : stream.run)
  // The type is the caller's word for what the endpoint takes and gives.
  useRunCallbacks(slot, options as RunCallbacks)
  return stream as unknown as GradioStream<Endpoint>
}

/** Asks for the app once more, even if discovery is disabled. */
function createRefetch(environment: GradioEnvironment, slot: RunSlot): () => void {
  return () => void environment.queryClient.fetchQuery({ ...discoveryQuery(environment, slot.app), staleTime: 0 }).catch(() => {})
}

function createActions(environment: GradioEnvironment, slot: RunSlot, kept: KeptPlace | null): StreamActions {
  const start = (inputs: GradioInputs | undefined, call: TriggeredCall | null): SubmittedRun => {
    kept?.forget()
    return submitInSlot(environment, slot, inputs, call)
  }
  return {
    submit: (inputs) => void start(inputs, null),
    submitAsync: (inputs) => start(inputs, null).result,
    trigger: (endpoint, inputs, trigger) => void start(inputs, { endpoint, trigger }),
    takeBack() {
      kept?.forget()
      return slot.takeBack()
    },
    cancel: () => slot.cancel(),
    detach() {
      kept?.forget()
      slot.detach()
    },
    resubmit() {
      if (slot.last) void start(slot.last.inputs ?? undefined, slot.last.call)
    },
    reset() {
      kept?.forget()
      slot.reset()
    },
    retryNow: () => slot.run?.retryNow(),
    getTrace: () => slot.run?.getTrace() ?? null,
  }
}
