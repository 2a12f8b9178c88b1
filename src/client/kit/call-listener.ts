/**
 * Calls a function that belongs to the page or the application. Its error is thrown as an uncaught error of its own: it
 * stops neither the caller nor the other listeners.
 */
export function callListener(call: () => void): void {
  try {
    call()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
