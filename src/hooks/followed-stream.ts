/**
 * What `useGradioFollow` reads: one store with a run that was begun elsewhere, and everything that its token leads to.
 * A store outside React, so that StrictMode, fast refresh and a hidden component do not stop following.
 */
import { idleConnection } from '@gradio-stream/client/internal/connection/connection-state'
import type { GradioClient } from '@gradio-stream/client/internal/client'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { DIRECT_CAPABILITIES } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { IDLE, isSettled } from '@gradio-stream/client/internal/run/run-state'
import { isFound } from '@gradio-stream/client/internal/run/run'
import type { RunSnapshot, SubmittedRun } from '@gradio-stream/client/internal/run/run'
import type { GradioDiscovery, GradioStream } from './gradio-stream.ts'
import { appState } from './use-gradio-app-state.ts'

/** The part of a stream that never changes. */
type Actions = Omit<
  GradioStream,
  'discovery' | 'appState' | 'endpoint' | 'state' | 'connection' | 'capabilities' | 'data' | 'error' | 'run'
>

const NOTHING: RunSnapshot = { state: IDLE, connection: idleConnection('relay') }

export class FollowedStream {
  readonly #client: GradioClient
  readonly #token: string
  readonly #listeners = new Set<() => void>()
  readonly #actions: Actions
  #holders = 0
  #run: SubmittedRun | null = null
  #unsubscribe = (): void => {}
  #made: { readonly run: SubmittedRun | null; readonly read: RunSnapshot; readonly stream: GradioStream } | null = null
  readonly #server: GradioStream

  constructor(client: GradioClient, token: string) {
    this.#client = client
    this.#token = token
    this.#actions = this.#createActions()
    this.#server = this.#stream(null, NOTHING, null)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until one of its fields changes. */
  readonly getSnapshot = (): GradioStream => {
    const read = this.#run?.getSnapshot() ?? NOTHING
    if (this.#made?.run === this.#run && this.#made.read === read) return this.#made.stream
    const stream = this.#run === null ? this.#server : this.#stream(this.#run, read, this.#made?.stream ?? null)
    this.#made = { run: this.#run, read, stream }
    return stream
  }

  readonly getServerSnapshot = (): GradioStream => this.#server

  /** Begins to follow, unless it does. */
  readonly follow = (): void => {
    if (this.#run === null) this.#begin()
  }

  /** A component shows it. The returned function says that it does no longer: the last one stops following. */
  hold(): () => void {
    this.#holders += 1
    return () => {
      this.#holders -= 1
      if (this.#holders === 0) this.#drop()
    }
  }

  #begin(): void {
    this.#drop()
    const call = this.#client.follow(this.#token)
    // Its error is in the state.
    call.catch(() => {})
    this.#run = call.run
    this.#unsubscribe = call.run.subscribe(() => this.#notify())
    this.#notify()
  }

  #drop(): void {
    this.#unsubscribe()
    this.#run?.detach()
    this.#run = null
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }

  #stream(run: SubmittedRun | null, { state, connection }: RunSnapshot, before: GradioStream | null): GradioStream {
    const found = run !== null && isFound(run) ? run : null
    // Until its app is found, nothing is known of the run: it is looked for, not submitted.
    const failure = state.status === 'failed' ? state.error : null
    const shown = found ? state : IDLE
    const data = found?.app
    const error = found ? null : failure
    const known = before?.discovery
    const isSame = known !== undefined && known.data === data && known.error === error
    const discovery: GradioDiscovery = isSame
      ? known
      : {
          status: found ? 'success' : error ? 'error' : 'pending',
          isFetching: !found && !error,
          data,
          error,
          refetch: this.#again,
        }
    return {
      ...this.#actions,
      discovery,
      appState: isSame && before ? before.appState : appState(null, data, error),
      endpoint: found?.endpoint ?? null,
      state: shown,
      connection,
      capabilities: data?.capabilities ?? DIRECT_CAPABILITIES,
      data: 'data' in shown ? shown.data : null,
      error: failure,
      run: found,
      followed: { canCancel: found !== null && found.isReadOnly !== true },
    }
  }

  /** Follows once more after following failed. The run itself is not begun again. */
  readonly #again = (): void => {
    if (this.#run === null || isSettled(this.#run.getSnapshot().state)) this.#begin()
  }

  #createActions(): Actions {
    const stop = (): void => {
      this.#drop()
      this.#notify()
    }
    return {
      previousData: null,
      conversation: null,
      isKept: false,
      triggered: null,
      isPaused: false,
      submit: () => {},
      submitAsync: () => Promise.reject(onlyFollowed()),
      trigger: () => {},
      takeBack: () => null,
      cancel: async () => (this.#run ? this.#run.cancel() : null),
      detach: stop,
      resubmit: this.#again,
      reset: stop,
      retryNow: () => this.#run?.retryNow(),
      getTrace: () => this.#run?.getTrace() ?? null,
    }
  }
}

function onlyFollowed(): GradioStreamError<'access-denied'> {
  return new GradioStreamError('access-denied', {
    message: 'A run that is followed by its token was begun on the server: the token begins no other.',
    hint: 'Use useGradioStream to run the endpoint from this page.',
  })
}
