/**
 * What was typed, outside of React's tree: it must outlive errors, failed runs, a description fetched anew and a form
 * that goes away while the app is asked again. Only what a person changed is kept; the rest follows the description.
 */
import type { GradioStreamError } from '../../core/errors.ts'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'

/** The form at one moment; a new object after each change. */
export interface FormSnapshot {
  /** Drafts by {@link draftKey}, of the fields a person changed. */
  readonly drafts: ReadonlyMap<string, unknown>
  /** What the form itself found wrong, by parameter name. */
  readonly issues: ReadonlyMap<string, string>
  /** Names whose words in `answered` no longer count, since they were changed after it. */
  readonly changedSince: ReadonlySet<string>
  /** Everything was cleared after it. */
  readonly isCleared: boolean
  /** The last refusal of the app that the form has taken note of. */
  readonly answered: GradioStreamError | null
  /** Counts the times the form was refused here: what is wrong takes the focus then. */
  readonly refusals: number
  /** The making of values that are made only when they are sent, a painted picture; `null`: nothing is being made. */
  readonly finishing: object | null
}

/** Drafts and issues of one endpoint's form. */
export interface FormStore {
  readonly getSnapshot: () => FormSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** Keeps what was typed, and forgets what was wrong with it. */
  readonly change: (parameter: ParameterDescription, draft: unknown) => void
  /** As `change`, for several fields at once. */
  readonly fill: (drafts: Iterable<readonly [ParameterDescription, unknown]>) => void
  /** Forgets everything that was typed. */
  readonly clear: () => void
  /** Keeps what is wrong with one field, or that nothing is. */
  readonly setIssue: (name: string, message: string | null) => void
  /** Keeps everything that is wrong, and asks for the focus. */
  readonly refuse: (issues: ReadonlyMap<string, string>) => void
  /** Takes note of a refusal by the app. */
  readonly answer: (error: GradioStreamError | null) => void
  /** Takes note that values are being made; with `null` that they are there, or not wanted any more. */
  readonly finish: (work: object | null) => void
}

const EMPTY: FormSnapshot = {
  drafts: new Map(),
  issues: new Map(),
  changedSince: new Set(),
  isCleared: false,
  answered: null,
  refusals: 0,
  finishing: null,
}

/** Under what a draft is kept: of a parameter that has become another component it would be something else. */
export function draftKey({ name, component }: Pick<ParameterDescription, 'name' | 'component'>): string {
  return `${name}\n${component}`
}

/** Makes an empty form. */
export function createFormStore(): FormStore {
  let snapshot = EMPTY
  const listeners = new Set<() => void>()
  const update = (change: Partial<FormSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  const fill: FormStore['fill'] = (changes) => {
    const drafts = new Map(snapshot.drafts)
    const issues = new Map(snapshot.issues)
    const changedSince = new Set(snapshot.changedSince)
    for (const [parameter, draft] of changes) {
      drafts.set(draftKey(parameter), draft)
      issues.delete(parameter.name)
      changedSince.add(parameter.name)
    }
    update({ drafts, issues, changedSince })
  }
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (parameter, draft) => fill([[parameter, draft]]),
    fill,
    clear: () => update({ drafts: new Map(), issues: new Map(), isCleared: true }),
    setIssue(name, message) {
      if ((snapshot.issues.get(name) ?? null) === message) return
      const issues = new Map(snapshot.issues)
      if (message === null) issues.delete(name)
      else issues.set(name, message)
      update({ issues })
    },
    refuse: (issues) => update({ issues, refusals: snapshot.refusals + 1 }),
    finish: (work) => update({ finishing: work }),
    answer(error) {
      if (error !== snapshot.answered) update({ answered: error, changedSince: new Set(), isCleared: false })
    },
  }
}
