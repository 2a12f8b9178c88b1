/** Who may do what: asks the option `authorize`, and takes nothing but an explicit answer for a yes. */
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { RelayedApp } from './app-directory.ts'
import { jsonAnswer, refusal } from '../routes/responses.ts'
import type { SessionKey } from '../log/run-log.ts'
import type { OpenedRun } from './run-tokens.ts'

/**
 * What a client wants to do. `discover`: find an app. `describe`: read its config or info. `join`: submit a run.
 * `call`: run a function without the queue. `read`: follow a session's runs. `cancel`: end a run. `send`: pass a frame
 * into a run. `upload`: send files, or read how far they are. `file`: read a file or a stream of the app.
 * `list-folder`: read a folder of a file explorer. `sign-in`, `sign-out`: at the app.
 */
export type AccessAction =
  | 'discover'
  | 'describe'
  | 'join'
  | 'call'
  | 'read'
  | 'cancel'
  | 'send'
  | 'upload'
  | 'file'
  | 'list-folder'
  | 'sign-in'
  | 'sign-out'

/** What a request is about. Texts of the client: the session, and the run. */
export interface Access {
  readonly action: AccessAction
  /** Name of the app in `apps`, or its address if it is not there. */
  readonly app: string
  /** Function's name with its leading slash, for `join` and `call`. `null`: it has none, or the action has none. */
  readonly endpoint: string | null
  /** Gradio's `session_hash`; `null`: the action has none. */
  readonly session: string | null
  /** Event id of the run; `null`: the action has none, or the run has none yet. */
  readonly run: string | null
}

/** A refusal that reaches the page in these words. */
export interface AccessRefusal {
  /** HTTP status from 400 to 599, such as 402. */
  readonly status: number
  /** For the person at the page: whole sentences. */
  readonly message: string
  /** For the code of the page, which finds it in `error.details.reason`, such as `no-credits`. @defaultValue none */
  readonly reason?: string
  /** When to ask again, in milliseconds from now; sent as `Retry-After`. @defaultValue not said */
  readonly retryAfterMs?: number
}

/**
 * `true` lets the request in. `owner` lets it in as one user, whose sessions, runs and uploads exist for that user
 * only. `false` refuses with 401; {@link AccessRefusal} refuses in words. Anything else is a mistake: it refuses with
 * 500, and `onError` is told.
 */
export type AccessAnswer = boolean | { readonly owner: string } | AccessRefusal

/** The option `authorize`. The request comes without its body. */
export type Authorize = (request: Request, access: Access) => AccessAnswer | Promise<AccessAnswer>

/** A client that was let in. */
export interface Visitor {
  /** `null`: not known. */
  readonly owner: string | null
  /** Whose limits count: the owner, else the address it comes from. `null`: neither is known. */
  readonly client: string | null
  /** The run whose token let it in: it reaches that run only. Absent: no token did. */
  readonly opened?: OpenedRun
}

/** Asks whether a request is let in: the visitor, or the answer that refuses it. */
export type Admit = (
  asked: Asked,
  app: RelayedApp,
  access: Pick<Access, 'action'> & Partial<Access>,
) => Promise<Visitor | Response> | Visitor

/** A request, and the address that it comes from if that is known. */
export interface Asked {
  readonly request: Request
  readonly sender: string | null
  /** What it is about, once it was asked whether it is let in. */
  about?: Pick<Access, 'action' | 'app'> & { owner: string | null }
}

const MAX_OWNER_LENGTH = 200

export function createAdmission(authorize: Authorize | null, onError: (error: unknown) => void): Admit {
  if (authorize === null) return ({ sender }) => anyone(sender)
  return async ({ request, sender }, app, access) => {
    const { url, method, headers, signal } = request
    // A body that was read there would be missing here.
    const asked = new Request(url, { method, headers, signal })
    const facts: Access = { endpoint: null, session: null, run: null, ...access, app: app.name }
    try {
      return readAnswer(await authorize(asked, facts), sender)
    } catch (error) {
      onError(error)
      return refusal(500, 'The relay failed on this request.')
    }
  }
}

function anyone(sender: string | null): Visitor {
  return { owner: null, client: addressClient(sender) }
}

/** Whose limits count for an address; `null` if it is not known. */
export function addressClient(sender: string | null): string | null {
  return sender === null ? null : `address:${sender}`
}

/** Whose limits count for an owner. */
export function ownerClient(owner: string): string {
  return `owner:${owner}`
}

function readAnswer(answer: unknown, sender: string | null): Visitor | Response {
  if (answer === true) return anyone(sender)
  if (answer === false) return refused({ status: 401, message: 'The relay does not let this client in.' })
  if (isJsonObject(answer) && !(answer instanceof Response)) {
    const { owner } = answer
    if (typeof owner === 'string' && owner !== '' && owner.length <= MAX_OWNER_LENGTH && answer.status === undefined)
      return { owner, client: ownerClient(owner) }
    if (isRefusal(answer)) return refused(answer)
  }
  const text: string | undefined = JSON.stringify(answer)
  const shown = answer instanceof Response ? 'a Response' : (text ?? 'undefined').slice(0, 200)
  throw new TypeError(
    `authorize returned ${shown}. Return true, false, { owner } with a text of 1 to ${MAX_OWNER_LENGTH} characters, or { status, message } with a status from 400 to 599.`,
  )
}

function isRefusal(answer: Readonly<Record<string, unknown>>): answer is Readonly<Record<string, unknown>> & AccessRefusal {
  const { status, message, reason, retryAfterMs, owner } = answer
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599
  const isTime = retryAfterMs === undefined || (typeof retryAfterMs === 'number' && retryAfterMs >= 0)
  const isReason = reason === undefined || typeof reason === 'string'
  return owner === undefined && isStatus && typeof message === 'string' && message.trim() !== '' && isReason && isTime
}

/** The answer for a client that is not let in, in the words for its page. */
export function refused({ status, message, reason, retryAfterMs }: AccessRefusal): Response {
  const code = status === 429 ? 'rate-limited' : 'access-denied'
  const headers: Record<string, string> = retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
  return jsonAnswer({ detail: message, code, message, details: { words: message, reason, retryAfterMs } }, status, headers)
}

/**
 * Where a visitor's session is kept. The owner is part of the key: the same session named by somebody else is another
 * one, and an owner's cannot be taken by naming it first. No session hash contains a space.
 */
export function sessionKey(app: Pick<RelayedApp, 'id'>, { owner, client }: Visitor, session: string): SessionKey {
  const name = owner === null ? session : `${encodeURIComponent(owner)} ${session}`
  return { app: app.id, session: name, ...(client === null ? {} : { client }) }
}

/** The owner in the name of a session: its first part, where it has two. */
export function ownerOf({ session }: SessionKey): string | null {
  const end = session.indexOf(' ')
  return end < 0 ? null : decodeURIComponent(session.slice(0, end))
}

/** Whether a session is one of the visitor's. */
export function isOwn({ session }: SessionKey, { owner }: Visitor): boolean {
  return owner === null ? !session.includes(' ') : session.startsWith(`${encodeURIComponent(owner)} `)
}
