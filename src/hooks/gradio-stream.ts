/**
 * The options and the result of `useGradioStream`: the contract between the hook and everything that draws. Types only.
 */
import type { Connection } from '@gradio-stream/client/internal/connection/connection-state'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppDescription, Capabilities, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { AnyEndpoint, DataOf, EndpointType, InputArguments } from '@gradio-stream/client/internal/protocol/endpoint-type'
import type { Trigger } from '@gradio-stream/client/internal/protocol/describe/trigger'
import type { ResumeMode } from '@gradio-stream/client/internal/resume/resume-storage'
import type { CancelOutcome } from '@gradio-stream/client/internal/run/run-event'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import type { AppState } from '@gradio-stream/client/internal/spaces/app-state'
import type { Run } from '@gradio-stream/client/internal/run/run'
import type { RunCallbacks } from './run-callbacks.ts'
import type { RunTrace } from '@gradio-stream/client/internal/run/trace'

/** Inputs of a call: by position in `endpoint.parameters`, or by parameter name. Omitted ones take their defaults. */
export type GradioInputs = readonly unknown[] | Readonly<Record<string, unknown>>

/** Options of `useGradioStream`. `Endpoint` types the values that `onSuccess` gets. */
export interface UseGradioStreamOptions<Endpoint extends EndpointType = AnyEndpoint> extends RunCallbacks<Endpoint> {
  /**
   * Base URL of a Gradio app, a Hugging Face Space as `owner/space`, or the name of an app in the relay's
   * configuration.
   */
  app: string
  /** Name of the endpoint, with or without its leading slash. */
  endpoint: string
  /**
   * What unmounting the component does to its run. A hidden component (`<Activity>`) is not unmounted, and its run goes
   * on.
   * @defaultValue `cancel` on the direct route, `detach` through a relay
   */
  onUnmount?: 'detach' | 'cancel'
  /**
   * Components below one provider with the same app, endpoint and key share one run. If it goes on when the last of
   * them is unmounted (`detach`), the next one finds it again while the provider is mounted. Absent: the run belongs to
   * this component only.
   */
  runKey?: string
  /**
   * Keeps the run, so that a reload finds it again: in this tab's `sessionStorage`, or for all tabs of the origin in
   * `localStorage`. Relay only; no run is started again. One run is kept per app, endpoint and `runKey`, with its
   * inputs if they are short and have no password. @defaultValue the provider's `resume`, else not kept
   */
  resume?: ResumeMode
  /** React Query's `enabled`, for discovery. @defaultValue true */
  enabled?: boolean
}

/** React Query's fields of the discovery. */
export interface GradioDiscovery {
  readonly status: 'pending' | 'error' | 'success'
  readonly isFetching: boolean
  readonly data: AppDescription | undefined
  readonly error: GradioStreamError | null
  /** Asks again. */
  readonly refetch: () => void
}

/**
 * Result of `useGradioStream`: one object, new only when one of its fields changed. Its functions need no `this`.
 * `Endpoint` types inputs and values; without it both are `unknown`.
 */
export interface GradioStream<Endpoint extends EndpointType = AnyEndpoint> {
  readonly discovery: GradioDiscovery
  /**
   * The state of the app: running, sleeping and being woken (`discovery` is pending meanwhile), paused, … Changes with
   * each check.
   */
  readonly appState: AppState
  /** The endpoint, once discovered. `null` before that, and if the app has no endpoint with that name. */
  readonly endpoint: EndpointDescription | null
  /**
   * The run's state. `idle` before the first `submit`, after `reset` and after `detach`. From the click on it is
   * `submitting`, also while discovery or the network is awaited, and `failed` if nothing could be sent. Changes at
   * most once per frame.
   */
  readonly state: RunState
  readonly connection: Connection
  readonly capabilities: Capabilities
  /**
   * The latest values of this run, also while it goes on; `null` before its first value and without a run. A new
   * `submit` begins at `null`.
   */
  readonly data: DataOf<Endpoint> | null
  /**
   * The values of the last run before this one that did not fail; `null`: there is none. To show them until this run
   * has some: `data ?? previousData`.
   */
  readonly previousData: DataOf<Endpoint> | null
  /**
   * The messages of a chat whose endpoint returns only replies (`endpoint.chat`), in Gradio 6's shape: those of earlier
   * runs, and those of the present one while it streams. `null` for every other endpoint, and before the first run. A
   * run without a reply leaves no messages.
   */
  readonly conversation: readonly unknown[] | null
  /**
   * Why there is no result: the error of discovery; else (also before a submit) that the endpoint does not exist; else
   * the run's. `null` without an error.
   */
  readonly error: GradioStreamError | null
  /** The run behind `state`; `null` when idle, and before a submission has become a run. */
  readonly run: Run | null
  /**
   * True if a reload of the page finds the run again: `resume` is on, and the route to the app supports it, as far as
   * known.
   */
  readonly isKept: boolean
  /**
   * The endpoint that runs, or ran last, instead of `endpoint` (`trigger`); `null`: none. `state` and `data` then hold
   * its values for components that `endpoint` also returns, in their positions.
   */
  readonly triggered: EndpointDescription | null
  /**
   * The run was begun on a server and is followed by its token (`useGradioFollow`), which may let it be cancelled or
   * not. Absent: its runs are the page's own.
   */
  readonly followed?: { readonly canCancel: boolean } | undefined
  /** True while a submission waits because the browser is offline; it is sent automatically. React Query's word. */
  readonly isPaused: boolean
  /** Starts a run. A run of this component that goes on is cancelled first. Never throws: failures are in `error`. */
  readonly submit: (...inputs: InputArguments<Endpoint>) => void
  /**
   * Like `submit`. Resolves with the run's final values, as `mutateAsync` does; rejects with its error, and with
   * `aborted` after a cancel. `onAccepted`, and `accepted` of the run, report that the app has taken it.
   * @example
   * const [caption] = await submitAsync({ picture })
   */
  readonly submitAsync: (...inputs: InputArguments<Endpoint>) => Promise<DataOf<Endpoint>>
  /**
   * Starts a run of another endpoint of the app instead of `endpoint`, called by an event of a component
   * (`EndpointDescription.events`), for example a repeated question of a chat. Otherwise like `submit`.
   */
  readonly trigger: (endpoint: EndpointDescription, inputs: GradioInputs, trigger: Trigger) => void
  /**
   * Removes the last question of a `conversation` and its reply, here and, before the next run, at the app. Returns the
   * inputs of the question; `null` if there is none or a run goes on. Apps of Gradio 3 and 4 cannot be told and keep it
   * in their history.
   */
  readonly takeBack: () => readonly unknown[] | null
  /** Cancels the run; `null` when there is none. */
  readonly cancel: () => Promise<CancelOutcome | null>
  /** Stops following and returns to `idle`, without cancelling. */
  readonly detach: () => void
  /** Starts a new run with the inputs of the last one. */
  readonly resubmit: () => void
  /** Clears run, data, conversation and error. A run that goes on is cancelled. */
  readonly reset: () => void
  /** Tries the connection again now. */
  readonly retryNow: () => void
  /** The trace of the run; `null` without a run. */
  readonly getTrace: () => RunTrace | null
}
