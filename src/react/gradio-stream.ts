/** What `useGradioStream` takes and gives: the contract between the hook and everything that draws. Types only. */
import type { Connection } from '../core/connection/connection.ts'
import type { GradioStreamError } from '../core/errors.ts'
import type { AppDescription, Capabilities, EndpointDescription } from '../core/protocol/app-description.ts'
import type { ResumeMode } from '../core/resume/resume-storage.ts'
import type { CancelOutcome } from '../core/run/run-event.ts'
import type { RunState } from '../core/run/run-state.ts'
import type { AppState } from '../core/spaces/app-state.ts'
import type { Run } from '../core/run/run.ts'
import type { RunTrace } from '../core/run/trace.ts'

/** Inputs of a call: by position in `endpoint.parameters`, or by parameter name. What is left out takes its default. */
export type GradioInputs = readonly unknown[] | Readonly<Record<string, unknown>>

/** Options of `useGradioStream`. */
export interface UseGradioStreamOptions {
  /** Base URL of a Gradio app, a Hugging Face Space as `owner/space`, or the name of an app in the relay's configuration. */
  app: string
  /** Name of the endpoint, with or without its leading slash. */
  endpoint: string
  /** What leaving the page's component means. @defaultValue `cancel` on the direct route, `detach` through a relay */
  onUnmount?: 'detach' | 'cancel'
  /**
   * Components below one provider that name the same app, endpoint and key share one run. One that goes on when the last of them
   * leaves (`detach`) is found again by the next, as long as the provider stands. Absent: the run is this component's own.
   */
  runKey?: string
  /**
   * Keeps the run where a reload finds it again: in this tab's `sessionStorage`, or for all tabs of the origin in `localStorage`. Relay
   * only; nothing is started again. One run is kept per app, endpoint and `runKey`. Its inputs lie there too, short ones without a password
   * field. @defaultValue the provider's `resume`, else not kept
   */
  resume?: ResumeMode
  /** React Query's `enabled`, of the discovery. @defaultValue true */
  enabled?: boolean
}

/** React Query's words for the discovery. */
export interface GradioDiscovery {
  readonly status: 'pending' | 'error' | 'success'
  readonly isFetching: boolean
  readonly data: AppDescription | undefined
  readonly error: GradioStreamError | null
  /** Asks again. */
  readonly refetch: () => void
}

/** Result of `useGradioStream`: one object, new only when one of its fields changed. Its functions need no `this`. */
export interface GradioStream {
  readonly discovery: GradioDiscovery
  /** What the app is: running, asleep and being woken (`discovery` is pending meanwhile), paused, … Changes with each look at it. */
  readonly appState: AppState
  /** The endpoint, once discovered; `null` before, and when the app has none of that name. */
  readonly endpoint: EndpointDescription | null
  /**
   * The run's state; `idle` before the first `submit`, after `reset` and after `detach`. From the click on it is `submitting`, also while
   * the discovery or the network is waited for, and `failed` when nothing could be sent. Changes at most once per frame.
   */
  readonly state: RunState
  readonly connection: Connection
  readonly capabilities: Capabilities
  /** Latest values: of this run, or, until it has any, of the last that did not fail. `null` before the first. */
  readonly data: readonly unknown[] | null
  /** True while `data` is of an earlier run. */
  readonly isDataStale: boolean
  /** Why there is no result: of the discovery, else (also before a submit) that there is no such endpoint, else of the run. `null` when all is well. */
  readonly error: GradioStreamError | null
  /** The run behind `state`, `null` when idle and while a submission has not become a run. */
  readonly run: Run | null
  /** True where a reload of the page finds the run again: `resume` is on, and the way to the app can, as far as it is known. */
  readonly isKept: boolean
  /** True while a submission waits here because the browser is offline; it goes out by itself. React Query's word. */
  readonly isPaused: boolean
  /** Starts a run; one that goes on in this component is cancelled first. Never throws: what fails is in `error`. */
  readonly submit: (inputs?: GradioInputs) => void
  /** As `submit`; resolves with the run once the app has taken it, rejects with a `GradioStreamError`. */
  readonly submitAsync: (inputs?: GradioInputs) => Promise<Run>
  /** Cancels the run; `null` when there is none. */
  readonly cancel: () => Promise<CancelOutcome | null>
  /** Stops watching and goes back to `idle`, without cancelling. */
  readonly detach: () => void
  /** Starts a new run with the inputs of the last one. */
  readonly resubmit: () => void
  /** Forgets run, data and error; a run that goes on is cancelled. */
  readonly reset: () => void
  /** Tries the connection again now. */
  readonly retryNow: () => void
  /** What happened in the run, as data; `null` when there is none. */
  readonly getTrace: () => RunTrace | null
}
