/**
 * What was typed, outside of React's tree: it must outlive errors, failed runs, a description fetched anew and a form
 * that goes away while the app is asked again. Only what a person changed is kept; the rest follows the description.
 */
import type { GradioStreamError } from '../../core/errors.ts'

/** The form at one moment; a new object after each change. */
export interface FormSnapshot {
  /** Drafts by parameter name, of the fields a person changed. */
  readonly drafts: ReadonlyMap<string, unknown>
  /** What the form itself found wrong, by parameter name. */
  readonly issues: ReadonlyMap<string, string>
  /** Names whose words in `answered` no longer count, since they were changed after it. */
  readonly changedSince: ReadonlySet<string>
  /** The last refusal of the app that the form has taken note of. */
  readonly answered: GradioStreamError | null
  /** Counts the times the form was refused here: the first bad field takes the focus then. */
  readonly refusals: number
}

/** Drafts and issues of one endpoint's form. */
export interface FormStore {
  readonly getSnapshot: () => FormSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** Keeps what was typed, and forgets what was wrong with it. */
  readonly change: (name: string, draft: unknown) => void
  /** Keeps what is wrong with one field, or that nothing is. */
  readonly setIssue: (name: string, message: string | null) => void
  /** Keeps everything that is wrong, and asks for the focus. */
  readonly refuse: (issues: ReadonlyMap<string, string>) => void
  /** Takes note of a refusal by the app. */
  readonly answer: (error: GradioStreamError | null) => void
}

const EMPTY: FormSnapshot = { drafts: new Map(), issues: new Map(), changedSince: new Set(), answered: null, refusals: 0 }

/** Makes an empty form. */
export function createFormStore(): FormStore {
  let snapshot = EMPTY
  const listeners = new Set<() => void>()
  const update = (change: Partial<FormSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change(name, draft) {
      const issues = new Map(snapshot.issues)
      issues.delete(name)
      update({
        drafts: new Map(snapshot.drafts).set(name, draft),
        issues,
        changedSince: new Set(snapshot.changedSince).add(name),
      })
    },
    setIssue(name, message) {
      if ((snapshot.issues.get(name) ?? null) === message) return
      const issues = new Map(snapshot.issues)
      if (message === null) issues.delete(name)
      else issues.set(name, message)
      update({ issues })
    },
    refuse: (issues) => update({ issues, refusals: snapshot.refusals + 1 }),
    answer(error) {
      if (error !== snapshot.answered) update({ answered: error, changedSince: new Set() })
    },
  }
}
