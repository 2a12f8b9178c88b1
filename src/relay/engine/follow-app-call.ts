/**
 * Follows a run at an app whose calls each have their own connection (Gradio 3 and 4.0 to 4.8). The inputs are sent
 * when the app asks for them.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { Connect } from '@gradio-stream/client/internal/connection/stream/connector'
import { followAbort } from '@gradio-stream/client/internal/connection/http/abort'
import { followPatiently } from '@gradio-stream/client/internal/connection/calls/follow-patiently'
import { followSocketCall } from '@gradio-stream/client/internal/connection/calls/follow-socket-call'
import { followSseCall } from '@gradio-stream/client/internal/connection/calls/follow-sse-call'
import { watchCall } from '@gradio-stream/client/internal/connection/calls/watch-call'
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppSource, ConnectedApp } from '../upstream/app-source.ts'
import { callData } from '../upstream/call-data.ts'
import type { Failure } from './frames.ts'
import type { RunOrder } from './run-engine.ts'
import { LOST, streamFailure } from './stream-failure.ts'

const MAX_ANSWER_BYTES = 64 * 1024

/** The end of a run whose connection could not be opened: the app has not heard of the run. */
const UNREACHED: Failure = { code: 'app-unreachable', message: 'The app could not be reached, so this run did not begin.' }
/** How often a busy app is asked again: as often as a client does by default. */
const FULL_RETRIES = 5
const FULL: Failure = { code: 'queue-full', message: "The app's queue is full: try again in a moment." }

/** What following a call needs. */
export interface AppCallOptions {
  readonly apps: AppSource
  readonly connect: Connect
  readonly clock: Clock
  /** Longest wait until a stream opens, in milliseconds, for all attempts together. */
  readonly connectTimeoutMs: number
  /** Longest silence on an app's stream, in milliseconds. */
  readonly inactivityTimeoutMs: number
}

/** The run that is followed. */
export interface AppCallHost {
  /** Ends the connection when it aborts. */
  readonly signal: AbortSignal
  /** The app asks for the inputs. The id is the call's id at the app, if the protocol has one. */
  onTurn(upstreamEventId: string): void
  onMessage(text: string): void
  /** The app's queue is full; it is asked again after a pause. */
  onWaiting(): void
  /** Ends the run, unless it has already ended. */
  fail(failure: Failure): Promise<void>
}

/** Whether each call of an app has its own connection. */
export function hasOwnConnections({ protocol }: ConnectedApp): boolean {
  return protocol === 'ws' || protocol === 'sse'
}

/**
 * Follows a call to the end of its connection. Opens the connection again only when the app's queue was full. Never
 * rejects.
 */
export async function followAppCall(order: RunOrder, app: ConnectedApp, options: AppCallOptions, host: AppCallHost): Promise<void> {
  const { apps, clock } = options
  let tooLate: Failure | null = null
  let wasOpened = false
  const { controller: stop, release } = followAbort(host.signal)
  try {
    const data = await callData(apps, app, order.fnIndex, order.data ?? '[]')
    const busy = await followPatiently({
      clock,
      retries: FULL_RETRIES,
      signal: stop.signal,
      follow: (signal, onFull) => {
        wasOpened = false
        return followOnce(order, app, options, {
          data,
          signal,
          onFull,
          host,
          onOpen: () => {
            wasOpened = true
          },
          onExpired: (failure) => {
            tooLate = failure
            stop.abort()
          },
        })
      },
      pause: () => stop.signal,
      onWaiting: ({ nextRetryAt }) => nextRetryAt !== null && host.onWaiting(),
    })
    await host.fail(busy ? FULL : (tooLate ?? LOST))
  } catch (error) {
    await host.fail(callFailure(error, wasOpened))
  } finally {
    release()
  }
}

interface Attempt {
  readonly data: string
  readonly signal: AbortSignal
  readonly host: AppCallHost
  readonly onOpen: () => void
  readonly onFull: () => void
  readonly onExpired: (failure: Failure) => void
}

async function followOnce(
  order: RunOrder,
  app: ConnectedApp,
  options: AppCallOptions,
  { data, signal, host, onOpen, onFull, onExpired }: Attempt,
): Promise<void> {
  const { apps, clock, connect } = options
  const isSocket = app.protocol === 'ws'
  const { fetch, WebSocket } = apps.streamsOf(app)
  const watch = watchCall({
    clock,
    connectMs: options.connectTimeoutMs,
    // Gradio 3 sends no heartbeat, so silence means nothing there.
    idleMs: isSocket ? null : options.inactivityTimeoutMs,
    onQuiet: ignore,
    onSound: ignore,
    onExpired: (limit) => onExpired(expired(limit, options)),
  })
  const follow = isSocket ? followSocketCall : followSseCall
  try {
    await follow({
      apiUrl: app.apiUrl,
      fnIndex: order.fnIndex,
      sessionHash: order.upstreamSession,
      data,
      eventData: order.eventData,
      headers: app.headers,
      fetch,
      credentials: 'omit',
      connect,
      WebSocket,
      signal,
      post: (url, body) => handIn(apps, app, url, body),
      onOpen: () => {
        onOpen()
        watch.opened()
      },
      onActivity: () => watch.touch(),
      onFull,
      onTurn: (eventId) => host.onTurn(eventId ?? ''),
      onMessage: (text) => host.onMessage(text),
    })
  } finally {
    watch.stop()
  }
}

/** The end of a run whose app let a time limit pass: until the connection opens, or for something to come over it. */
export function expired(
  limit: 'connect' | 'idle',
  { connectTimeoutMs, inactivityTimeoutMs }: Pick<AppCallOptions, 'connectTimeoutMs' | 'inactivityTimeoutMs'>,
): Failure {
  return limit === 'idle'
    ? { code: 'connection-lost', message: `The app sent nothing for ${inactivityTimeoutMs / 1000} s, not even a heartbeat.` }
    : { code: 'connection-timeout', message: `The app did not open the connection of this run within ${connectTimeoutMs / 1000} s.` }
}

async function handIn(apps: AppSource, app: ConnectedApp, url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { status } = await apps.requestText(app, url, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES })
  if (status === 200) return
  throw new GradioStreamError('join-refused', { message: `The app did not take the inputs of this run (${status}).`, details: { status } })
}

/** Words for the error, without the app's address. */
function callFailure(error: unknown, wasOpened: boolean): Failure {
  if (!isGradioStreamError(error) || error.code === 'connection-lost') return wasOpened ? LOST : UNREACHED
  if (error.code === 'buffer-exceeded' || error.code === 'login-required') return streamFailure(error)
  if (error.code !== 'connection-refused') return { code: error.code, message: error.message }
  return { code: error.code, message: `The app refused this run (${error.details.status ?? 'no status'}).` }
}

function ignore(): void {}
