/** A run at an app whose calls have a connection each (Gradio 3 and 4.0 to 4.8): the inputs go in when they are asked for. */
import type { Clock } from '../../core/clock.ts'
import type { Connect } from '../../core/connection/connector.ts'
import { followSocketCall } from '../../core/connection/follow-socket-call.ts'
import { followSseCall } from '../../core/connection/follow-sse-call.ts'
import { watchSilence } from '../../core/connection/silence-watchdog.ts'
import { GradioStreamError, isGradioStreamError } from '../../core/errors.ts'
import { readMembers } from '../../core/protocol/json-text.ts'
import type { AppSource, ConnectedApp } from '../upstream/app-source.ts'
import { callData } from '../upstream/call-data.ts'
import type { Failure } from './frames.ts'
import type { RunOrder } from './run-engine.ts'

const MAX_ANSWER_BYTES = 64 * 1024

/** The end of a run whose connection went before it. */
export const LOST: Failure = { code: 'connection-lost', message: 'The app dropped the connection before the run ended.' }
const FULL: Failure = { code: 'queue-full', message: "The app's queue is full: try again in a moment." }

/** What following a call needs. */
export interface AppCallOptions {
  readonly apps: AppSource
  readonly connect: Connect
  readonly clock: Clock
  readonly inactivityTimeoutMs: number
  readonly WebSocket: typeof WebSocket | undefined
}

/** Who follows it. */
export interface AppCallHost {
  /** Aborted: ends the connection. */
  readonly signal: AbortSignal
  /** The inputs are asked for; with the call's id at the app where the protocol has one. */
  onTurn(upstreamEventId: string): void
  onMessage(text: string): void
  /** Ends the run, unless it has ended. */
  fail(failure: Failure): Promise<void>
}

/** Whether an app's calls have a connection each. */
export function hasOwnConnections({ protocol }: ConnectedApp): boolean {
  return protocol === 'ws' || protocol === 'sse'
}

/** Follows a call to the end of its connection. It is opened once: a second time would be a second call. Never rejects. */
export async function followAppCall(order: RunOrder, app: ConnectedApp, options: AppCallOptions, host: AppCallHost): Promise<void> {
  const { apps, clock, connect, inactivityTimeoutMs, WebSocket } = options
  const { fnIndex, upstreamSession, data = '[]' } = order
  const isSocket = app.protocol === 'ws'
  const onSilent = (): void => void host.fail(silence(inactivityTimeoutMs))
  // Gradio 3 has no heartbeat: there silence says nothing.
  const watchdog = isSocket ? null : watchSilence({ clock, limitMs: inactivityTimeoutMs, onQuiet: ignore, onSound: ignore, onSilent })
  const follow = isSocket ? followSocketCall : followSseCall
  try {
    await follow({
      apiUrl: app.apiUrl,
      fnIndex,
      sessionHash: upstreamSession,
      data: await callData(apps, app, fnIndex, data),
      headers: app.headers,
      fetch: apps.fetchStream,
      credentials: 'omit',
      connect,
      WebSocket,
      signal: host.signal,
      post: (url, body) => handIn(apps, app, url, body),
      onOpen: ignore,
      onActivity: () => watchdog?.touch(),
      onTurn: (eventId) => host.onTurn(eventId ?? ''),
      onMessage: (text) => {
        if (isQueueFull(text)) void host.fail(FULL)
        else host.onMessage(text)
      },
    })
    await host.fail(LOST)
  } catch (error) {
    await host.fail(callFailure(error))
  } finally {
    watchdog?.stop()
  }
}

/** The end of a run whose app was silent for too long. */
export function silence(limitMs: number): Failure {
  return { code: 'connection-lost', message: `The app sent nothing for ${limitMs / 1000} s, not even a heartbeat.` }
}

async function handIn(apps: AppSource, app: ConnectedApp, url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { status } = await apps.requestText(app, url, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES })
  if (status === 200) return
  throw new GradioStreamError('join-refused', { message: `The app did not take the inputs of this run (${status}).`, details: { status } })
}

/** Its only field is `msg`; a value of the app's own is inside an `output`. */
function isQueueFull(text: string): boolean {
  return text.length < 100 && readMembers(text)?.get('msg') === '"queue_full"'
}

/** In words without the app's address. */
function callFailure(error: unknown): Failure {
  if (!isGradioStreamError(error) || error.code === 'connection-lost') return LOST
  if (error.code !== 'connection-refused') return { code: error.code, message: error.message }
  return { code: error.code, message: `The app refused this run (${error.details.status ?? 'no status'}).` }
}

function ignore(): void {}
