/**
 * What was typed, outside React's tree: it must survive errors, failed runs, a new description, and a form that
 * disappears while the app is asked again. Only a person's changes are kept; everything else follows the description.
 */
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'

/** The live part of a form: devices that are on, and frames on their way. */
export interface LiveControl {
  /** The end was requested; the rest is still being sent. */
  readonly isEnding: boolean
  /** Takes in nothing more, sends the rest, and lets the run end with its last value. */
  stop(): void
}

/** Reads the fields of these parameters, ready to submit: drawings are made into files. */
export type ReadFields = (parameters: readonly ParameterDescription[]) => Promise<FormReading>

/** The result of reading fields. */
export interface FormReading {
  /** Values by parameter name. Untouched fields with a default are left out: the description fills them in. */
  readonly values: Readonly<Record<string, unknown>>
  /** Errors, by parameter name. */
  readonly issues: ReadonlyMap<string, string>
}

/** The form at one moment. A new object after each change. */
export interface FormSnapshot {
  /** Drafts by {@link draftKey}, of the fields that a person changed. */
  readonly drafts: ReadonlyMap<string, unknown>
  /** Errors found by the form itself, by parameter name. */
  readonly issues: ReadonlyMap<string, string>
  /** Names whose errors in `answered` no longer count, since the fields were changed later. */
  readonly changedSince: ReadonlySet<string>
  /** The form was cleared after it. */
  readonly isCleared: boolean
  /** The last refusal by the app that the form has handled. */
  readonly answered: GradioStreamError | null
  /** Counts the refusals by the form itself: each moves the focus to the error. */
  readonly refusals: number
  /** Values that are being made on submit, for example a drawing; `null`: none. */
  readonly finishing: object | null
  /** `null`: nothing is live. */
  readonly live: LiveControl | null
  /** Reads the fields, while they are drawn. */
  readonly read: ReadFields | null
}

/** Drafts and issues of one endpoint's form. */
export interface FormStore {
  readonly getSnapshot: () => FormSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** Stores a draft, and clears the field's error. */
  readonly change: (parameter: ParameterDescription, draft: unknown) => void
  /** Like `change`, for several fields at once. */
  readonly fill: (drafts: Iterable<readonly [ParameterDescription, unknown]>) => void
  /** Discards everything that was typed. */
  readonly clear: () => void
  /** Sets or clears the error of one field. */
  readonly setIssue: (name: string, message: string | null) => void
  /** Sets all errors, and requests the focus. */
  readonly refuse: (issues: ReadonlyMap<string, string>) => void
  /** Handles a refusal by the app. */
  readonly answer: (error: GradioStreamError | null) => void
  /** Notes that values are being made; with `null`, that they are ready or no longer wanted. */
  readonly finish: (work: object | null) => void
  /** Notes what is live. */
  readonly setLive: (live: LiveControl | null) => void
  /** Notes how the fields are read; with `null`, that none are drawn. */
  readonly setReader: (read: ReadFields | null) => void
}

const EMPTY: FormSnapshot = {
  drafts: new Map(),
  issues: new Map(),
  changedSince: new Set(),
  isCleared: false,
  answered: null,
  refusals: 0,
  finishing: null,
  live: null,
  read: null,
}

/** The key of a draft: it includes the component, since a draft has no meaning for another one. */
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
    setLive: (live) => update({ live }),
    setReader: (read) => update({ read }),
    answer(error) {
      if (error !== snapshot.answered) update({ answered: error, changedSince: new Set(), isCleared: false })
    },
  }
}
