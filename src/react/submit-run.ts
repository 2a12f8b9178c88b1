/**
 * What the submit mutation does: wait for the discovery, hand the inputs to the client, wait until the app has taken them.
 * The mutation's variables are plain data (they show in the devtools), so what belongs to them lies in a map beside.
 */
import { GradioStreamError } from '../core/errors.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import { type RunState, isSettled } from '../core/run/run-state.ts'
import type { Run } from '../core/run/run.ts'
import type { Attempt } from './attempt.ts'
import { discoveryQuery } from './discovery-query.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import type { GradioInputs } from './gradio-stream.ts'
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

/** What the submit mutation leaves in the cache. The run itself is not data. */
export interface SubmitResult {
  /** `null`: given up before there was one. */
  readonly runId: string | null
}

interface Prepared {
  readonly environment: GradioEnvironment
  readonly slot: RunSlot
  readonly attempt: Attempt
}

const prepared = new WeakMap<SubmitVariables, Prepared>()

/** Turns the slot to a new submission, at once, and gives the variables to mutate with. */
export function prepareSubmit(
  environment: GradioEnvironment,
  slot: RunSlot,
  inputs: GradioInputs | undefined,
  call: TriggeredCall | null,
): [SubmitVariables, Attempt] {
  const attempt = slot.begin(inputs, environment.clock.now(), call)
  const variables: SubmitVariables = { app: slot.app, endpoint: call?.endpoint.name ?? slot.endpoint, inputs: inputs ?? null }
  prepared.set(variables, { environment, slot, attempt })
  return [variables, attempt]
}

/** The mutation's function. Rejects with a `GradioStreamError` when the app did not take the submission. */
export async function performSubmit(variables: SubmitVariables): Promise<SubmitResult> {
  const found = prepared.get(variables)
  if (!found) {
    throw new GradioStreamError('aborted', {
      message: `The submission to ${variables.endpoint} of ${variables.app} belongs to a page that is gone.`,
      hint: 'Submit again.',
    })
  }
  const { environment, slot, attempt } = found
  try {
    const app = await discover(environment, slot)
    if (!slot.isCurrent(attempt)) return { runId: null }
    const run = start(environment, slot, app, attempt)
    slot.attach(attempt, run)
    return await follow(run, attempt)
  } catch (cause) {
    // Only our own functions ran, and each throws our error.
    const error = toStreamError(cause, 'join-refused', `Submitting to ${slot.endpoint}`)
    if (!slot.getSnapshot().run) slot.fail(attempt, error, environment.clock.now())
    attempt.reject(error)
    throw error
  } finally {
    slot.finish(attempt)
  }
}

async function discover(environment: GradioEnvironment, slot: RunSlot): Promise<AppDescription> {
  try {
    return await environment.queryClient.fetchQuery(discoveryQuery(environment, slot.app))
  } catch (cause) {
    throw toStreamError(cause, 'discovery-failed', `Asking for ${slot.app}`)
  }
}

function start(environment: GradioEnvironment, slot: RunSlot, app: AppDescription, attempt: Attempt): Run {
  const { inputs, call } = attempt
  return environment.client.submit(app, call?.endpoint.name ?? slot.endpoint, inputs, call?.trigger)
}

async function follow(run: Run, attempt: Attempt): Promise<SubmitResult> {
  const state = await Promise.race([whenTaken(run), run.settled, attempt.abandoned])
  if (state?.status === 'failed') throw state.error
  if (state && state.status !== 'cancelled') attempt.resolve(run)
  else attempt.abandon()
  return { runId: run.id }
}

function whenTaken(run: Run): Promise<RunState> {
  const { state } = run.getSnapshot()
  if (isTaken(state)) return Promise.resolve(state)
  return new Promise((resolve) => {
    const stop = run.observe((_event, next) => {
      if (!isTaken(next)) return
      stop()
      resolve(next)
    })
  })
}

function isTaken(state: RunState): boolean {
  return isSettled(state) || ('eventId' in state && state.eventId !== null)
}
