/** Tells the option `onRunEnd` of each run that this relay began, once, when its end is kept. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { SessionKey } from './log/run-log.ts'
import { runKey } from './log/session-key.ts'

/** The end of a run, for `onRunEnd`. It has none of the run's inputs. */
export interface RunEnd {
  /** Name of the app in `apps`, or its address if it is not there. */
  readonly app: string
  /** With its leading slash; `null` if the function has no name. */
  readonly endpoint: string | null
  /** Event id at the relay; `runId` of `relay.submit`. */
  readonly run: string
  /** As `authorize` or `relay.submit` named it; `null`: nobody's. */
  readonly owner: string | null
  readonly status: 'succeeded' | 'failed' | 'cancelled'
  /** Error code of a run that failed: `run-failed` if the app's function did. `null`: it did not fail. */
  readonly code: string | null
  /** When the relay took it, in milliseconds since 1970. */
  readonly startedAt: number
  /** When its end came, in milliseconds since 1970. */
  readonly endedAt: number
  /** Reads its values, one per return of the endpoint; `null` if it has none. Costs nothing until it is called. */
  readonly readData: () => readonly unknown[] | null
}

/** The option `onRunEnd`. Nobody waits for what it returns; an error of it is told to `onError`. */
export type OnRunEnd = (end: RunEnd) => void | Promise<void>

export interface RunEndsOptions {
  readonly clock: Clock
  readonly onRunEnd: OnRunEnd
  readonly onError: (error: unknown) => void
  /** The name of an app and of one of its functions. */
  readonly nameOf: (appId: string, fnIndex: number) => Promise<Pick<RunEnd, 'app' | 'endpoint'>>
}

interface PendingRun {
  readonly fnIndex: number
  readonly startedAt: number
}

/** A run that another relay ended, since this one had stood still for too long. */
const LOST = JSON.stringify({ msg: 'process_completed', success: false, code: 'relay-lost' })

export class RunEnds {
  readonly #options: RunEndsOptions
  readonly #pending = new Map<string, PendingRun>()

  constructor(options: RunEndsOptions) {
    this.#options = options
  }

  /** A run was begun here. */
  begin(key: SessionKey, runId: string, fnIndex: number): void {
    this.#pending.set(runKey(key, runId), { fnIndex, startedAt: this.#options.clock.now() })
  }

  /** The run was refused before it was answered: there was none. */
  abandon(key: SessionKey, runId: string): void {
    this.#pending.delete(runKey(key, runId))
  }

  /** The last message of a run is kept; `null`: somebody else had ended it. */
  end(key: SessionKey, runId: string, text: string | null): void {
    const name = runKey(key, runId)
    const run = this.#pending.get(name)
    if (!run) return
    this.#pending.delete(name)
    const endedAt = this.#options.clock.now()
    void this.#tell(key, runId, { ...run, endedAt, text: text ?? LOST }).catch(this.#options.onError)
  }

  async #tell(
    key: SessionKey,
    runId: string,
    { fnIndex, startedAt, endedAt, text }: PendingRun & { readonly endedAt: number; readonly text: string },
  ): Promise<void> {
    const { nameOf, onRunEnd } = this.#options
    const named = await nameOf(key.app, fnIndex)
    await onRunEnd({ ...named, run: runId, owner: ownerOf(key), ...readStatus(text), startedAt, endedAt, readData: () => readData(text) })
  }
}

/** The owner is the first part of the name of a session, where it has two. */
function ownerOf({ session }: SessionKey): string | null {
  const end = session.indexOf(' ')
  return end < 0 ? null : decodeURIComponent(session.slice(0, end))
}

function readStatus(text: string): Pick<RunEnd, 'status' | 'code'> {
  const message: unknown = JSON.parse(text)
  const { cancelled, success, code } = isJsonObject(message) ? message : {}
  if (cancelled === true) return { status: 'cancelled', code: null }
  if (success === true) return { status: 'succeeded', code: null }
  return { status: 'failed', code: typeof code === 'string' ? code : 'run-failed' }
}

function readData(text: string): readonly unknown[] | null {
  const message = parseExact(text)
  const output = isJsonObject(message) && message.success === true ? message.output : null
  return isJsonObject(output) && Array.isArray(output.data) ? output.data : null
}
