/**
 * The last resort without a relay: `POST run/{name}`, one request and its value, where it is known before the join that no
 * stream gets through (PROTOCOL §11). No place in the queue, no progress, no logs, no validation by the app. Never used once a
 * call was joined: it may be running already, and would run twice.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import { isBefore } from '../protocol/legacy.ts'
import { readMessage } from '../protocol/messages.ts'
import { isJsonObject } from '../protocol/safe-keys.ts'
import { triggerMembers } from '../protocol/trigger.ts'
import { randomId } from '../random-id.ts'
import { idleConnection } from './connection.ts'
import type { Connection, FallbackReason } from './connection.ts'
import { requestJson } from './http.ts'
import type { HttpContext } from './http.ts'
import { loginRequired } from './login-required.ts'
import { toJson } from './queue-requests.ts'
import type { QueueCall } from './queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from './queue-run.ts'
import type { RunSession } from './run-session.ts'
import { refuseFrames } from './stream-requests.ts'

/** Longest wait for the value: there is no heartbeat to tell a long run from a dead one. */
const VALUE_TIMEOUT_MS = 10 * 60_000

/**
 * Whether a function may be called around the queue. Not a generator (it would answer its first value), not before Gradio 5 (a
 * function with a progress bar never returns there), not with state, not a JSON output on 5 (it comes as Python text).
 */
export function canCallDirectly(app: AppDescription, endpoint: EndpointDescription): boolean {
  if (app.route !== 'direct' || isBefore(app.version, 5)) return false
  if (endpoint.isGenerator || endpoint.isStateful || endpoint.isInputStream) return false
  return !isBefore(app.version, 6) ? true : endpoint.returns.every(({ component }) => component !== 'json')
}

/** Options of {@link DirectCallSession}. */
export interface DirectCallOptions {
  readonly app: AppDescription
  readonly http: HttpContext
  readonly sessionHash: string
  /** Why no stream is used. */
  readonly reason: FallbackReason
}

export class DirectCallSession implements RunSession {
  readonly #options: DirectCallOptions
  readonly ended: Promise<void> = Promise.resolve()

  constructor(options: DirectCallOptions) {
    this.#options = options
  }

  get sessionHash(): string {
    return this.#options.sessionHash
  }

  retryNow(): void {}

  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket {
    const { app, reason } = this.#options
    const stop = new AbortController()
    const open: Connection = { ...idleConnection(app.route), transport: 'request', readyState: 'open', fallbackReason: reason }
    let isOver = false
    const end = (): void => {
      if (isOver) return
      isOver = true
      handlers.onConnection({ ...open, readyState: 'closed' })
      stop.abort()
    }
    // A task later: whoever joins has no ticket yet.
    const run = async (): Promise<void> => {
      await Promise.resolve()
      if (isOver) return
      handlers.onConnection(open)
      handlers.onJoined(randomId())
      handlers.onMessage(made({ msg: 'process_starts', eta: null }))
      try {
        const message = await this.#call(call, stop.signal)
        if (!isOver) handlers.onMessage(made(message))
      } catch (cause) {
        if (isOver) return
        end()
        handlers.onFailed(isGradioStreamError(cause) ? cause : failed(app, call.endpoint, String(cause)))
      }
    }
    void run()
    return {
      cancel: () => {
        if (isOver) return Promise.resolve('over')
        end()
        return Promise.resolve('runs-on')
      },
      finish: end,
      leave: end,
      closePage: end,
      sendFrame: () => refuseFrames(app, call.endpoint),
      closeInput: () => refuseFrames(app, call.endpoint),
    }
  }

  async #call({ endpoint, data, trigger }: QueueCall, signal: AbortSignal): Promise<object> {
    const { app, http, sessionHash } = this.#options
    const url = `${app.apiUrl}/run/${endpoint.name.slice(1).split('/').map(encodeURIComponent).join('/')}`
    const body = toJson(endpoint, { data, fn_index: endpoint.fnIndex, session_hash: sessionHash, ...triggerMembers(trigger) })
    const answer = await requestJson(http, { url, route: app.route, body, signal, timeoutMs: VALUE_TIMEOUT_MS })
    const { status, value } = answer
    if (status === 200 && isJsonObject(value)) return { msg: 'process_completed', success: true, output: value }
    if (status === 500 && isJsonObject(value) && 'error' in value) return { msg: 'process_completed', success: false, output: value }
    throw status === 401 ? loginRequired(app.address, answer) : failed(app, endpoint, answer.seen, status)
  }
}

function made(message: object) {
  return { reading: readMessage(message), id: '', text: JSON.stringify(message) }
}

function failed(app: AppDescription, endpoint: EndpointDescription, seen: string, status?: number): GradioStreamError<'join-refused'> {
  return new GradioStreamError('join-refused', {
    message: `The app at ${app.address} did not run ${endpoint.name}; it answered ${seen}.`,
    hint: 'Try again; if it repeats, look at what the app itself reports.',
    details: { endpoint: endpoint.name, status, seen },
  })
}
