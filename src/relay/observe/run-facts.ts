/** What a relay tells about its runs, refusals and reconnects: facts, without inputs, tokens or sessions. */
import { isErrorCode } from '@gradio-stream/client/internal/errors'
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import type { AccessAction } from '../guard/access.ts'

/** The start of a run, for `onRunStart`. */
export interface RunStart {
  /** Name of the app in `apps`, or its address if it is not there. */
  readonly app: string
  /** With its leading slash; `null` if the function has no name. */
  readonly endpoint: string | null
  /** Event id at the relay; `runId` of `relay.submit`. */
  readonly run: string
  /** As `authorize` or `relay.submit` named it; `null`: nobody's. */
  readonly owner: string | null
  /** When the relay got it, in milliseconds since 1970. */
  readonly startedAt: number
}

/** The end of a run, for `onRunEnd`. */
export interface RunEnd extends RunStart {
  readonly status: 'succeeded' | 'failed' | 'cancelled'
  /** Error code of a run that failed: `run-failed` if the app's function did. `null`: it did not fail. */
  readonly code: string | null
  /** When its end came, in milliseconds since 1970. */
  readonly endedAt: number
  /** Reads its values, one per return of the endpoint; `null` if it has none. Costs nothing until it is called. */
  readonly readData: () => readonly unknown[] | null
}

/** A request that the relay refused, or whose refusal by the app it passed on, for `onRefusal`. */
export interface RelayRefusal {
  /** What was asked for; `null`: the request was refused before that was known. */
  readonly action: AccessAction | null
  /** Name of the app in `apps`, or its address if it is not there; `null`: none that the relay allows. */
  readonly app: string | null
  /** As `authorize` named it; `null`: nobody, or not known yet. */
  readonly owner: string | null
  /** HTTP status of the answer, from 400 on. */
  readonly status: number
  /** Error code of the answer (docs/errors.md); `null`: it has none, as for a body that is not as Gradio wants it. */
  readonly code: string | null
}

/** A page that lost its stream and is back, for `onReconnect`. */
export interface RelayReconnect {
  /** Name of the app in `apps`, or its address if it is not there. */
  readonly app: string
  /** As `authorize` or `relay.submit` named it; `null`: nobody. */
  readonly owner: string | null
  /** Event ids of the runs of its session that this relay has and that have not ended. */
  readonly runs: readonly string[]
  /** False: the relay no longer has the session, and the page is told so. */
  readonly isResumed: boolean
}

/** The option `onRunStart`, and the others of its kind. Nobody waits for what they return. */
export type OnRunStart = (start: RunStart) => void | Promise<void>
/** The option `onRunEnd`: called once with the end of each run that this relay took. */
export type OnRunEnd = (end: RunEnd) => void | Promise<void>
/** The option `onRefusal`: called with what the relay refused, and why. */
export type OnRefusal = (refusal: RelayRefusal) => void | Promise<void>
/** The option `onReconnect`: called with each reader that comes back. */
export type OnReconnect = (reconnect: RelayReconnect) => void | Promise<void>

/** Of its members only three are read: a value may be long. */
export function readStatus(text: string): Pick<RunEnd, 'status' | 'code'> {
  const members = readMembers(text)
  if (members?.get('cancelled') === 'true') return { status: 'cancelled', code: null }
  if (members?.get('success') === 'true') return { status: 'succeeded', code: null }
  const code: unknown = JSON.parse(members?.get('code') ?? 'null')
  return { status: 'failed', code: isErrorCode(code) ? code : 'run-failed' }
}

export function readData(text: string): readonly unknown[] | null {
  const message = parseExact(text)
  const output = isJsonObject(message) && message.success === true ? message.output : null
  return isJsonObject(output) && Array.isArray(output.data) ? output.data : null
}
