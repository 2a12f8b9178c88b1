/** The conversations that the form of a process shows, so that the output of the same name does not repeat them. */

/** Names of conversations in one form. */
export interface Conversations {
  readonly has: (label: string) => boolean
  readonly subscribe: (listener: () => void) => () => void
  /** Registers a name until the returned function is called. */
  readonly show: (label: string) => () => void
}

const byForm = new WeakMap<object, Conversations>()

/** The conversations of a form. */
export function conversationsOf(form: object): Conversations {
  const known = byForm.get(form) ?? createConversations()
  byForm.set(form, known)
  return known
}

function createConversations(): Conversations {
  const labels = new Map<string, number>()
  const listeners = new Set<() => void>()
  const change = (label: string, by: number): void => {
    labels.set(label, (labels.get(label) ?? 0) + by)
    for (const listener of listeners) listener()
  }
  return {
    has: (label) => (labels.get(label) ?? 0) > 0,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(label) {
      change(label, 1)
      return () => change(label, -1)
    },
  }
}
