/**
 * The present state of an app's components on this page: lists, limits, labels and values that its functions have sent
 * for fields. One per app and client, shared by all forms, as on Gradio's own page. A store outside React.
 */
import type { GradioClient } from '@gradio-stream/client/internal/client'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { OutputUpdate } from '@gradio-stream/client/internal/run/run-event'
import type { Run } from '@gradio-stream/client/internal/run/run'
import type { SettledState } from '@gradio-stream/client/internal/run/run-state'

/** The changes of one component. */
export interface ComponentChange {
  /** Override its initial properties. */
  readonly props: Readonly<Record<string, unknown>>
  /** The last value; `null` also if none was sent. */
  readonly value: unknown
  /** When the run that sent it began: later edits by a person win. */
  readonly since: number
}

/** The state of an app's components. A new object after each change. */
export interface PageSnapshot {
  /** By component id. */
  readonly changes: ReadonlyMap<number, ComponentChange>
  /** Ids of components that a function is about to fill, and of those whose function failed, with its message. */
  readonly coming: ReadonlySet<number>
  readonly failures: ReadonlyMap<number, GradioStreamError>
}

const NOTHING: PageSnapshot = { changes: new Map(), coming: new Set(), failures: new Map() }

export class AppPage {
  readonly #listeners = new Set<() => void>()
  readonly #followed = new WeakSet<Run>()
  /** Runs that have not ended. */
  readonly #going = new Set<Run>()
  #snapshot = NOTHING
  #now = 0

  readonly getSnapshot = (): PageSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The last point in time that was used. */
  get now(): number {
    return this.#now
  }

  /** Returns a new, unique point in time for an event on the page. */
  tick(): number {
    this.#now += 1
    return this.#now
  }

  /** Applies what a run sent for components once it has ended. A run that is already followed changes nothing. */
  readonly follow = (run: Run): void => {
    if (this.#followed.has(run)) return
    this.#followed.add(run)
    this.#going.add(run)
    const since = this.tick()
    this.#set({})
    void run.settled.then((end) => {
      this.#going.delete(run)
      return this.#take(run, end, since)
    })
  }

  #take({ endpoint }: Run, end: SettledState, since: number): void {
    const changes = new Map(this.#snapshot.changes)
    const change = (componentId: number, update: OutputUpdate, value: unknown): void => {
      const before = changes.get(componentId)
      if (before && before.since > since) return
      changes.set(componentId, { props: { ...before?.props, ...update }, value, since })
    }
    const failures = new Map(this.#snapshot.failures)
    for (const [index, { componentId }] of endpoint.returns.entries()) {
      if (componentId === undefined) continue
      if (end.status === 'failed') failures.set(componentId, end.error)
      else failures.delete(componentId)
      if (end.status === 'succeeded') change(componentId, end.updates[index] ?? null, end.data[index])
    }
    for (const [index, componentId] of endpoint.boxes?.entries() ?? []) {
      const update = end.status === 'succeeded' ? end.updates[endpoint.returns.length + index] : null
      if (update) change(componentId, update, null)
    }
    this.#set({ changes, failures })
  }

  #set(change: Partial<PageSnapshot>): void {
    const coming = new Set([...this.#going].flatMap(({ endpoint }) => endpoint.returns.flatMap(({ componentId }) => componentId ?? [])))
    this.#snapshot = { ...this.#snapshot, coming, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const pages = new WeakMap<GradioClient, Map<string, AppPage>>()
const elsewhere = new AppPage()

/** The page of an app; one that never changes while the app is unknown. */
export function pageOf(client: GradioClient, app: Pick<AppDescription, 'apiUrl'> | undefined): AppPage {
  if (!app) return elsewhere
  const own = pages.get(client) ?? new Map<string, AppPage>()
  pages.set(client, own)
  const page = own.get(app.apiUrl) ?? new AppPage()
  own.set(app.apiUrl, page)
  return page
}
