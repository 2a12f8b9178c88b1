/**
 * The runs of a page, newest first, with their inputs, ends and results: a store outside React, bounded in number.
 * `kept-history.ts` writes what is kept for a reload, only if the page asked for that.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { GradioStreamErrorJson } from '@gradio-stream/client/internal/errors'
import type { ResumeStorage } from '@gradio-stream/client/internal/resume/resume-storage'
import { hasPasswordField } from '@gradio-stream/client/internal/resume/keepable-values'
import { isSettled } from '@gradio-stream/client/internal/run/run-state'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import type { Run } from '@gradio-stream/client/internal/run/run'
import { readHistory, writeHistory } from './kept-history.ts'

/** Most runs in a list. A full list drops the oldest run that has ended. */
export const MAX_LISTED_RUNS = 50

/**
 * State of a listed run. `running` covers everything between the click and the end. `unseen`: the page was left before
 * the end.
 */
export type ListedRunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'unseen'

/** One run of a list. A new object after each change. */
export interface ListedRun {
  readonly id: string
  /** The app's address, as the page gave it. */
  readonly app: string
  /** With its leading slash. */
  readonly endpoint: string
  /**
   * In the order of the endpoint's parameters. `null` for a run of an earlier page whose inputs could not be kept:
   * files, passwords, too large.
   */
  readonly inputs: readonly unknown[] | null
  readonly status: ListedRunStatus
  /**
   * The result, or the last value when the run ended. `null` before the first value, and for a run of an earlier page
   * whose result was too large to keep.
   */
  readonly data: readonly unknown[] | null
  /** The error of a failed run. */
  readonly error: GradioStreamErrorJson | null
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** Epoch milliseconds; `null` while the run goes on. */
  readonly endedAt: number | null
  /** The run was begun before a reload. */
  readonly isEarlier: boolean
}

/** The list of one provider. */
export class RunHistory {
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  #storage: ResumeStorage | null = null
  #runs: readonly ListedRun[] = []
  /** Runs whose inputs are not kept, since one of them is a password. */
  readonly #secret = new Set<string>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly getSnapshot = (): readonly ListedRun[] => this.#runs

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Keeps the list in this storage from now on, and lists what the storage holds. */
  keepIn(storage: ResumeStorage | null): void {
    if (storage === this.#storage) return
    this.#storage = storage
    if (storage === null) return
    const known = new Set(this.#runs.map(({ id }) => id))
    this.#set([...this.#runs, ...readHistory(storage).filter(({ id }) => !known.has(id))])
  }

  /** Lists a run from now on, until its end. A run that is already listed, as after a reload, keeps its place. */
  follow(run: Run, app: string, startedAt: number = this.#clock.now()): void {
    const before = this.#runs.find(({ id }) => id === run.id)
    if (before && !before.isEarlier) return
    if (hasPasswordField(run.endpoint)) this.#secret.add(run.id)
    const fresh: ListedRun = {
      id: run.id,
      app,
      endpoint: run.endpoint.name,
      inputs: run.inputs,
      status: 'running',
      data: null,
      error: null,
      startedAt: before?.startedAt ?? startedAt,
      endedAt: null,
      isEarlier: false,
    }
    this.#set(before ? this.#runs.map((one) => (one === before ? fresh : one)) : [fresh, ...this.#runs])
    // Reads the last state only: values that stream are not shown in this list.
    void run.settled.then((state) => this.#end(run.id, state))
  }

  /** Removes one run from the list. A run that goes on is not touched. */
  remove(id: string): void {
    this.#set(this.#runs.filter((run) => run.id !== id))
  }

  /** Removes every run that has ended. */
  clear(): void {
    this.#set(this.#runs.filter(({ status }) => status === 'running'))
  }

  #end(id: string, state: RunState): void {
    if (!isSettled(state)) return
    const { status, data, endedAt } = state
    const error = state.status === 'failed' ? state.error.toJSON() : null
    this.#set(this.#runs.map((run) => (run.id === id ? { ...run, status, data, endedAt, error } : run)))
  }

  #set(runs: readonly ListedRun[]): void {
    let surplus = runs.length - MAX_LISTED_RUNS
    this.#runs =
      surplus <= 0
        ? runs
        : runs
            .toReversed()
            .filter(({ status }) => status === 'running' || surplus-- <= 0)
            .toReversed()
    if (this.#storage)
      writeHistory(
        this.#storage,
        this.#runs.map((run) => (this.#secret.has(run.id) ? { ...run, inputs: null } : run)),
      )
    for (const listener of this.#listeners) listener()
  }
}
