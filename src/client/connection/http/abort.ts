/** Two small helpers for `AbortSignal`, used by every request here. */

/** The promise, or a rejection with the signal's reason as soon as it aborts: for a `fetch` that ignores its signal. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** A controller that also aborts with `parent`. `release` stops following the parent, which may live much longer. */
export function followAbort(parent?: AbortSignal): { controller: AbortController; release: () => void } {
  const controller = new AbortController()
  const abort = (): void => controller.abort(parent?.reason)
  if (parent?.aborted) abort()
  parent?.addEventListener('abort', abort, { once: true })
  return { controller, release: () => parent?.removeEventListener('abort', abort) }
}
