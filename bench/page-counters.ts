/**
 * The counters in a page, the same in ours and in others. They start before the page's own code, so nothing is missed.
 * The code is sent to the browser as text, so it uses nothing from outside itself.
 */

/** What a page is seen to have done so far. Times in milliseconds. */
export interface Seen {
  /** Commits of React; 0 in a page without it. */
  commits: number
  /** Sum of the layout shifts, as browsers count them for CLS: those right after an input are not among them. */
  shift: number
  /** What shifted, to find the cause. */
  shifted: string[]
  /** From each press, key or move to the next frame. */
  inputToFrameMs: number[]
  /**
   * The browser's reports of inputs that took longer than 16 ms: the wait before handling, and the time until they were
   * visible.
   */
  slowInputs: { delayMs: number; durationMs: number }[]
  /** When {@link Window.readyWhen} was first true and drawn, since the navigation began. */
  readyAt: number | null
}

declare global {
  interface Window {
    seen: Seen
    /** Called with each commit of React, if the page wants to know. */
    onCommit?: () => void
    /** Waits for elements: so many of each selector, and none that matches `pending`. */
    readyWhen: (wanted: Readonly<Record<string, number>>, pending: string) => void
  }
}

/** Counts from now on. */
export function installProbe(): void {
  const seen: Seen = { commits: 0, shift: 0, shifted: [], inputToFrameMs: [], slowInputs: [], readyAt: null }
  window.seen = seen
  // React's production build reports commits to the hook of its developer tools.
  const onCommitFiberRoot = (): void => {
    seen.commits += 1
    window.onCommit?.()
  }
  const hook = { supportsFiber: true, inject: () => 1, onCommitFiberRoot, onCommitFiberUnmount() {} }
  Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: { ...hook, onPostCommitFiberRoot() {}, setStrictMode() {}, checkDCE() {} } })

  interface Shift extends PerformanceEntry {
    readonly value: number
    readonly hadRecentInput: boolean
    readonly sources: readonly { readonly node: Node | null }[]
  }
  new PerformanceObserver((list) => {
    // Of the type that is observed.
    for (const entry of list.getEntries() as unknown as Shift[]) {
      if (entry.hadRecentInput) continue
      seen.shift += entry.value
      for (const { node } of entry.sources) seen.shifted.push(node instanceof Element ? node.className : String(node?.nodeName))
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[])
      seen.slowInputs.push({ delayMs: entry.processingStart - entry.startTime, durationMs: entry.duration })
    // The compiler does not know of the threshold yet.
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)

  const afterFrame = (then: () => void): void => void requestAnimationFrame(() => setTimeout(then))
  const onInput = ({ timeStamp }: Event): void => afterFrame(() => seen.inputToFrameMs.push(performance.now() - timeStamp))
  for (const name of ['keydown', 'pointerdown', 'pointermove']) addEventListener(name, onInput, { capture: true, passive: true })

  window.readyWhen = (wanted, pending) => {
    const isThere = ([selector, count]: [string, number]): boolean => document.querySelectorAll(selector).length >= count
    const look = (): void => {
      const isReady = Object.entries(wanted).every(isThere) && document.querySelector(pending) === null
      if (!isReady) return void requestAnimationFrame(look)
      afterFrame(() => {
        seen.readyAt = performance.now()
        performance.mark('bench:ready')
      })
    }
    look()
  }
  performance.mark('bench:opened')
}
