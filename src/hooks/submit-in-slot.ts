/**
 * What `submit` does: begins a run that finds its app in the query cache, by a mutation, so that it shows in the
 * devtools and waits for the network like every mutation.
 */
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import type { FoundCall } from '@gradio-stream/client/internal/run-request'
import type { Run, SubmittedRun } from '@gradio-stream/client/internal/run/run'
import { pageOf } from './app-page.ts'
import { keepsValues, withKeptValues } from './browser-state.ts'
import { discoveryQuery } from './discovery-query.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { GradioInputs } from './gradio-stream.ts'
import { gradioKeys } from './query-keys.ts'
import type { RunSlot } from './run-slot.ts'
import type { TriggeredCall } from './triggered-call.ts'
import { toStreamError } from './to-stream-error.ts'

/** Variables of the submit mutation. */
export interface SubmitVariables {
  readonly app: string
  readonly endpoint: string
  /** `null`: all defaults. */
  readonly inputs: GradioInputs | null
}

/** The result of the submit mutation in the cache. The run itself is not data. */
export interface SubmitResult {
  /** `null`: given up before the app had taken it. */
  readonly runId: string | null
}

/** Submits in a slot: its run is there at once, and is sent when React Query lets the mutation begin. */
export function submitInSlot(
  environment: GradioEnvironment,
  slot: RunSlot,
  inputs: GradioInputs | undefined,
  call: TriggeredCall | null,
): SubmittedRun {
  const { client, queryClient, history } = environment
  const { app } = slot
  const endpoint = call?.endpoint.name ?? slot.endpoint
  /** It may move to another slot of the endpoint before it is sent. */
  let place = slot
  let go = (): void => {}
  const begun = new Promise<void>((resolve) => (go = resolve))
  const find = async (signal: AbortSignal): Promise<FoundCall> => {
    await begun
    const found = await discover(environment, app)
    if (!signal.aborted && !call) await bringUpToDate(environment, place, found)
    const values = withKeptValues(findEndpoint(found, endpoint), inputs, pageOf(client, found))
    return { app: found, endpoint, inputs: values, trigger: call?.trigger }
  }
  const onFound = (found: Run): void => {
    // Other forms of the page show its changes to their fields, and to the containers around these.
    if (found.endpoint.isTied || found.endpoint.boxes || keepsValues(found.endpoint)) pageOf(client, found.app).follow(found)
    history.follow(found, app, startedAt)
    place.refresh()
  }
  const startedAt = environment.clock.now()
  const run = client.submitWhenFound(endpoint, find, { onFound })
  environment.followFacts?.(run, { app, endpoint, isResumed: false })
  const cache = queryClient.getMutationCache()
  const mutation = cache.build<SubmitResult, GradioStreamError, SubmitVariables, unknown>(queryClient, {
    mutationKey: gradioKeys.submit(environment.backendUrl, app, slot.endpoint),
    mutationFn: () => {
      go()
      return resultOf(run)
    },
    // A repeated join is a second run: never automatic, with any defaults of the page's QueryClient.
    retry: false,
  })
  slot.begin({
    run,
    inputs,
    call,
    isPaused: () => mutation.state.isPaused,
    watchPause: (listener) => cache.subscribe((event) => event.mutation === mutation && listener()),
    moveTo: (next) => (place = next),
  })
  // Its error is the run's own end.
  mutation.execute({ app, endpoint, inputs: inputs ?? null }).catch(() => {})
  return run
}

async function resultOf(run: SubmittedRun): Promise<SubmitResult> {
  try {
    const { id } = await run.accepted
    return { runId: id }
  } catch (error) {
    if ((await run.settled).status === 'failed') throw error
    return { runId: null }
  }
}

/** The slot that used the session of an app last, by the app's address: a session has one history. */
const speakers = new WeakMap<GradioClient, Map<string, WeakRef<RunSlot>>>()

/** If a chat differs from the app's history, the app is told first. */
async function bringUpToDate({ client }: GradioEnvironment, slot: RunSlot, app: AppDescription): Promise<void> {
  const { chat } = findEndpoint(app, slot.endpoint)
  if (!chat) return
  const known = speakers.get(client) ?? new Map<string, WeakRef<RunSlot>>()
  speakers.set(client, known)
  // A slot that is gone has still left its history at the app.
  const isInterrupted = known.has(app.apiUrl) && known.get(app.apiUrl)?.deref() !== slot
  const owed = slot.conversation.owed(chat, isInterrupted)
  known.set(app.apiUrl, new WeakRef(slot))
  if (owed === null) return
  if (chat.rewrite) {
    const end = await client.submit(app, chat.rewrite, [owed]).settled
    if (end.status === 'failed') throw end.error
  } else client.forgetState(app)
  slot.conversation.settle()
}

async function discover(environment: GradioEnvironment, address: string): Promise<AppDescription> {
  try {
    return await environment.queryClient.fetchQuery(discoveryQuery(environment, address))
  } catch (cause) {
    throw toStreamError(cause, 'discovery-failed', `Asking for ${address}`)
  }
}
