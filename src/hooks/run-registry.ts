/**
 * The slots of one provider: their holders, the slots shared by a key, and the pending work for those that were left.
 * Leaving waits one microtask, so that a remount in the same commit (StrictMode, fast refresh, a moved part) undoes it.
 */
import { isSettled } from '@gradio-stream/client/internal/run/run-state'
import type { SubmittedRun } from '@gradio-stream/client/internal/run/run'
import type { UseGradioStreamOptions } from './gradio-stream.ts'
import { RunSlot } from './run-slot.ts'

/** Finds and counts slots. */
export class RunRegistry {
  readonly #named = new Map<string, RunSlot>()
  readonly #holders = new Map<RunSlot, number>()
  readonly #turned = new WeakMap<RunSlot, RunSlot>()
  readonly #leaving = new Set<Promise<void>>()

  /** A new slot, or the existing one of the key. Called during rendering, so it starts nothing. */
  open(app: string, endpoint: string, runKey: string | null): RunSlot {
    if (runKey === null) return new RunSlot(app, endpoint, null)
    const identity = slotIdentity(app, endpoint, runKey)
    const found = this.#named.get(identity)
    if (found) return found
    const slot = new RunSlot(app, endpoint, runKey)
    this.#named.set(identity, slot)
    return slot
  }

  retain(slot: RunSlot): void {
    this.#holders.set(slot, (this.#holders.get(slot) ?? 0) + 1)
    if (slot.runKey === null) return
    // It may have been removed between this component's render and its commit.
    const identity = slotIdentity(slot.app, slot.endpoint, slot.runKey)
    if (!this.#named.has(identity)) this.#named.set(identity, slot)
  }

  /** The last component decides what leaving means. */
  release(slot: RunSlot, onUnmount: { readonly current: UseGradioStreamOptions['onUnmount'] }): void {
    this.#holders.set(slot, (this.#holders.get(slot) ?? 1) - 1)
    queueMicrotask(() => {
      if (this.#holders.get(slot) === 0) this.#leave(slot, onUnmount.current)
    })
  }

  /**
   * A component has changed from one slot to another: what it submitted at the same moment is meant for the new one.
   * Called before others are notified.
   */
  turn(from: RunSlot, to: RunSlot): void {
    this.#turned.set(from, to)
  }

  #leave(slot: RunSlot, onUnmount: UseGradioStreamOptions['onUnmount']): void {
    this.#holders.delete(slot)
    const next = this.#turned.get(slot)
    this.#turned.delete(slot)
    if (next && this.#holders.has(next)) slot.handOver(next)
    const left = slot.leave(onUnmount).finally(() => this.#leaving.delete(left))
    this.#leaving.add(left)
    if (slot.runKey !== null && slot.isIdle) this.#named.delete(slotIdentity(slot.app, slot.endpoint, slot.runKey))
  }

  /** Resolves when all pending work for left slots is done: a cancel has been sent and answered. */
  async whenLeft(): Promise<void> {
    while (this.#leaving.size > 0) await Promise.allSettled(this.#leaving)
  }

  /** Whether a component shows that run. */
  shows(runId: string): boolean {
    return [...this.#holders.keys()].some((slot) => slot.run?.id === runId)
  }

  /** Runs that go on and are shown by a component. */
  runsShown(): readonly SubmittedRun[] {
    return [...this.#holders.keys()].flatMap(({ run }) => (run && !isSettled(run.getSnapshot().state) ? [run] : []))
  }
}

/** The key of a slot that is shared. */
function slotIdentity(app: string, endpoint: string, runKey: string): string {
  return JSON.stringify([app, endpoint.replace(/^\//, ''), runKey])
}
