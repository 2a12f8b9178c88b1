/**
 * The one place that the relay tells what happens in it: hooks, log lines, metrics and spans listen here. Nothing waits
 * for a listener, and one that fails harms no run.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { ownerOf } from '../guard/access.ts'
import type { SessionKey } from '../log/run-log.ts'
import { mapKey, runKey } from '../log/session-key.ts'
import { readData, readStatus } from './run-facts.ts'
import type { RelayReconnect, RelayRefusal, RunEnd, RunStart } from './run-facts.ts'

/** The page's span that a run belongs to: W3C headers of the join, as they came. */
export interface TraceParent {
  readonly traceparent: string
  readonly tracestate: string | null
}

/** Name of an app among those in `apps`, and so one of few; `null`: an app whose address a client chose. */
type KnownApp = { readonly knownApp: string | null }

/** What listeners hear. `run-message` is the first one of a run, `run-running` the start of its function. */
export type RelayEvent =
  | ({ readonly kind: 'run-start'; readonly start: RunStart; readonly parent: TraceParent | null } & KnownApp)
  | ({ readonly kind: 'run-message'; readonly run: string; readonly at: number; readonly waitedMs: number } & KnownApp)
  | ({ readonly kind: 'run-running'; readonly run: string; readonly at: number } & KnownApp)
  | ({ readonly kind: 'run-end'; readonly end: RunEnd } & KnownApp)
  | { readonly kind: 'refusal'; readonly refusal: RelayRefusal }
  | { readonly kind: 'reconnect'; readonly reconnect: RelayReconnect }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'poll'; readonly fallback: string | null }
  | { readonly kind: 'app-answer'; readonly tookMs: number; readonly isAnswered: boolean }
  | { readonly kind: 'store-answer'; readonly operation: string; readonly tookMs: number; readonly isAnswered: boolean }

/** May return a promise, which nobody waits for. */
export type RelayListener = (event: RelayEvent) => unknown

export interface RelayEventsOptions {
  readonly clock: Clock
  readonly listeners: readonly RelayListener[]
  /** The name of an app, as clients know it. */
  readonly appName: (appId: string) => { readonly app: string; readonly isNamed: boolean }
  /** The name of one of its functions; `undefined`: the app's config is not known at the moment. */
  readonly endpointName: (appId: string, fnIndex: number) => string | null | undefined
}

/** A run that this relay took and whose end is not kept yet. */
interface PendingRun {
  readonly key: SessionKey
  readonly fnIndex: number
  readonly startedAt: number
  readonly parent: TraceParent | null
  hasMessage: boolean
  isRunning: boolean
  /** Set when its start was told. */
  start: RunStart | null
}

/** A run that another relay ended, since this one had stood still for too long. */
const LOST = JSON.stringify({ msg: 'process_completed', success: false, code: 'relay-lost' })

export class RelayEvents {
  readonly #options: RelayEventsOptions
  readonly #listeners: RelayListener[]
  readonly #pending = new Map<string, PendingRun>()
  /** Event ids of the pending runs, by session. */
  readonly #bySession = new Map<string, Set<string>>()

  constructor(options: RelayEventsOptions) {
    this.#options = options
    this.#listeners = [...options.listeners]
  }

  /** One more, which was found after the relay was made. */
  listen(listener: RelayListener): void {
    this.#listeners.push(listener)
  }

  /** Runs of this relay that have not ended: those whose function runs, and those before that. */
  get runs(): { readonly waiting: number; readonly running: number } {
    let running = 0
    for (const { isRunning } of this.#pending.values()) if (isRunning) running += 1
    return { waiting: this.#pending.size - running, running }
  }

  /** How many runs each client has. */
  runsByClient(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const { key } of this.#pending.values()) if (key.client !== undefined) counts.set(key.client, (counts.get(key.client) ?? 0) + 1)
    return counts
  }

  /** A run is on its way to the app. It has not started before `taken`: the app may refuse it. */
  begin(key: SessionKey, runId: string, fnIndex: number, parent: TraceParent | null): void {
    this.#begin(key, runId, fnIndex, this.#options.clock.now(), parent)
  }

  /** A run of another relay goes on here. That one told its start. */
  takeOn(key: SessionKey, runId: string, { fnIndex, startedAt }: { readonly fnIndex: number; readonly startedAt: number }): void {
    const run = this.#begin(key, runId, fnIndex, startedAt, null)
    run.start = this.#startOf(run, runId)
  }

  #begin(key: SessionKey, runId: string, fnIndex: number, startedAt: number, parent: TraceParent | null): PendingRun {
    const run: PendingRun = { key, fnIndex, startedAt, parent, hasMessage: false, isRunning: false, start: null }
    this.#pending.set(runKey(key, runId), run)
    const session = mapKey(key)
    this.#bySession.set(session, (this.#bySession.get(session) ?? new Set()).add(runId))
    return run
  }

  /** The run was refused before it was answered, so there was none; or another relay has it. */
  abandon(key: SessionKey, runId: string): void {
    this.#forget(key, runId)
  }

  /** The client is told that its run was taken. Of an app that has not answered yet more is known later. */
  taken(key: SessionKey, runId: string): void {
    const run = this.#pending.get(runKey(key, runId))
    if (run && this.#options.endpointName(key.app, run.fnIndex) !== undefined) this.#started(run, runId)
  }

  /** The app has sent a message of the run; `starts`: its function runs now. */
  message(key: SessionKey, runId: string, starts: boolean): void {
    const run = this.#pending.get(runKey(key, runId))
    if (!run || (run.hasMessage && !starts)) return
    const at = this.#options.clock.now()
    this.#started(run, runId)
    const { knownApp } = this.#named(key)
    if (!run.hasMessage) this.emit({ kind: 'run-message', run: runId, at, waitedMs: at - run.startedAt, knownApp })
    run.hasMessage = true
    if (!starts || run.isRunning) return
    run.isRunning = true
    this.emit({ kind: 'run-running', run: runId, at, knownApp })
  }

  /** The last message of a run is kept; `null`: somebody else had ended it. */
  end(key: SessionKey, runId: string, text: string | null): void {
    const run = this.#pending.get(runKey(key, runId))
    if (!run) return
    this.#forget(key, runId)
    const endedAt = this.#options.clock.now()
    const last = text ?? LOST
    const start = this.#started(run, runId)
    const { knownApp } = this.#named(key)
    this.emit({ kind: 'run-end', end: { ...start, ...readStatus(last), endedAt, readData: () => readData(last) }, knownApp })
  }

  /** A reader whose stream broke is back. */
  reconnected(key: SessionKey, isResumed: boolean): void {
    const { app } = this.#options.appName(key.app)
    const runs = [...(this.#bySession.get(mapKey(key)) ?? [])]
    this.emit({ kind: 'reconnect', reconnect: { app, owner: ownerOf(key), runs, isResumed } })
  }

  /** A request was refused. */
  refused(refusal: RelayRefusal): void {
    this.emit({ kind: 'refusal', refusal })
  }

  /** Something failed that should not. */
  failed(error: unknown): void {
    this.emit({ kind: 'error', error })
  }

  emit(event: RelayEvent): void {
    for (const listener of this.#listeners) void this.#call(listener, event)
  }

  /** A listener that fails is told once, to all others. What fails at that itself is shown by the process. */
  async #call(listener: RelayListener, event: RelayEvent): Promise<void> {
    try {
      await listener(event)
    } catch (error) {
      if (event.kind === 'error') console.error('react-gradio-stream relay: a listener of errors failed:', error)
      else for (const other of this.#listeners) void this.#call(other, { kind: 'error', error })
    }
  }

  /** The start of a run, told once. */
  #started(run: PendingRun, runId: string): RunStart {
    if (run.start) return run.start
    run.start = this.#startOf(run, runId)
    this.emit({ kind: 'run-start', start: run.start, parent: run.parent, knownApp: this.#named(run.key).knownApp })
    return run.start
  }

  #startOf({ key, fnIndex, startedAt }: PendingRun, runId: string): RunStart {
    const endpoint = this.#options.endpointName(key.app, fnIndex) ?? null
    return { app: this.#named(key).app, endpoint, run: runId, owner: ownerOf(key), startedAt }
  }

  #named(key: SessionKey): { readonly app: string } & KnownApp {
    const { app, isNamed } = this.#options.appName(key.app)
    return { app, knownApp: isNamed ? app : null }
  }

  #forget(key: SessionKey, runId: string): void {
    this.#pending.delete(runKey(key, runId))
    const session = mapKey(key)
    const runs = this.#bySession.get(session)
    runs?.delete(runId)
    if (runs?.size === 0) this.#bySession.delete(session)
  }
}
