/**
 * The slots of one provider: who holds them, which are shared by a key, and what is still being done for those that were
 * left. Leaving waits one microtask, so that a remount in the same commit (StrictMode, fast refresh, a moved part) undoes it.
 */
import { isSettled } from '../core/run/run-state.ts'
import type { Run } from '../core/run/run.ts'
import type { UseGradioStreamOptions } from './gradio-stream.ts'
import { RunSlot } from './run-slot.ts'

/** Finds and counts slots. */
export class RunRegistry {
  readonly #named = new Map<string, RunSlot>()
  readonly #holders = new Map<RunSlot, number>()
  readonly #leaving = new Set<Promise<void>>()

  /** A new slot, or the one that lies under the key. Called while rendering, so it starts nothing. */
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
    // It may have been forgotten between this component's render and its commit.
    const identity = slotIdentity(slot.app, slot.endpoint, slot.runKey)
    if (!this.#named.has(identity)) this.#named.set(identity, slot)
  }

  /** The last one to go decides what leaving means. */
  release(slot: RunSlot, onUnmount: { readonly current: UseGradioStreamOptions['onUnmount'] }): void {
    this.#holders.set(slot, (this.#holders.get(slot) ?? 1) - 1)
    queueMicrotask(() => {
      if (this.#holders.get(slot) === 0) this.#leave(slot, onUnmount.current)
    })
  }

  #leave(slot: RunSlot, onUnmount: UseGradioStreamOptions['onUnmount']): void {
    this.#holders.delete(slot)
    const left = slot.leave(onUnmount).finally(() => this.#leaving.delete(left))
    this.#leaving.add(left)
    if (slot.runKey !== null && slot.isIdle) this.#named.delete(slotIdentity(slot.app, slot.endpoint, slot.runKey))
  }

  /** Resolves when everything that was left is done with: a cancel has been sent and answered. */
  async whenLeft(): Promise<void> {
    while (this.#leaving.size > 0) await Promise.allSettled(this.#leaving)
  }

  /** Whether some component shows that run. */
  shows(runId: string): boolean {
    return [...this.#holders.keys()].some((slot) => slot.getSnapshot().run?.id === runId)
  }

  /** Runs that go on and that some component shows. */
  runsShown(): readonly Run[] {
    const runs: Run[] = []
    for (const slot of this.#holders.keys()) {
      const { run, state } = slot.getSnapshot()
      if (run && !isSettled(state)) runs.push(run)
    }
    return runs
  }
}

/** Two hooks with the same one show the same run. A leading slash makes no difference. */
export function slotIdentity(app: string, endpoint: string, runKey: string | null): string {
  return JSON.stringify([app, endpoint.replace(/^\//, ''), runKey])
}
