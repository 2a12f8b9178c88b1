/**
 * The last resort without a relay: `POST run/{name}`, one request with its value, when it is known before the join that
 * streams are blocked (docs/gradio-protocol.md#11-direct-run). No place in the queue, no progress, no logs, no
 * validation by the app. Never used after a join: the run may have begun and would run twice.
 */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { writeExact } from '../../protocol/exact-json.ts'
import { readMessage } from '../../protocol/gradio-messages.ts'
import { isJsonObject } from '../../protocol/json-object.ts'
import { triggerMembers } from '../../protocol/describe/trigger.ts'
import { randomId } from '../../kit/random-id.ts'
import { idleConnection } from '../connection-state.ts'
import type { Connection, FallbackReason } from '../connection-state.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext } from '../http/http.ts'
import { signedOut, wantsSignIn } from '../http/login-required.ts'
import { toJson } from '../queue/queue-requests.ts'
import type { QueueCall } from '../queue/queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from '../queue/queue-run.ts'
import type { RunSession } from '../queue/run-session.ts'
import { refuseFrames } from '../queue/refuse-frames.ts'

/** Longest wait for the value: without a heartbeat a long run looks like a dead one. */
const VALUE_TIMEOUT_MS = 10 * 60_000

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
    // One task later: the caller of `join` has no ticket yet.
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
    const name = endpoint.name.slice(1)
    // Gradio's route takes one segment without a slash, even an encoded one. By its index it finds a function of any
    // name.
    const url = `${app.apiUrl}/run/${name.includes('/') || name === '' ? 'predict' : encodeURIComponent(name)}`
    const { members, headers } = (await http.joinExtras?.(app, endpoint)) ?? { members: {}, headers: {} }
    const body = toJson(endpoint, { ...members, data, fn_index: endpoint.fnIndex, session_hash: sessionHash, ...triggerMembers(trigger) })
    const answer = await requestJson(http, { url, route: app.route, body, headers, signal, timeoutMs: VALUE_TIMEOUT_MS })
    const { status, value } = answer
    if (status === 200 && isJsonObject(value)) return { msg: 'process_completed', success: true, output: value }
    if (status === 500 && isJsonObject(value) && 'error' in value) return { msg: 'process_completed', success: false, output: value }
    throw wantsSignIn(answer) ? signedOut(app.address, answer, 'run') : failed(app, endpoint, answer.seen, status)
  }
}

function made(message: object) {
  return { reading: readMessage(message), id: '', text: writeExact(message) }
}

function failed(app: AppDescription, endpoint: EndpointDescription, seen: string, status?: number): GradioStreamError<'join-refused'> {
  return new GradioStreamError('join-refused', {
    message: `The app at ${app.address} did not run ${endpoint.name}; it answered ${seen}.`,
    hint: 'Try again; if it repeats, look at what the app itself reports.',
    details: { endpoint: endpoint.name, status, seen },
  })
}
