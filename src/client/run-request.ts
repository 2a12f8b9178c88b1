/** What to run. */
import type { AppDescription, EndpointDescription } from './protocol/describe/app-description.ts'
import type { GivenFile } from './protocol/values/input-files.ts'
import type { Inputs } from './protocol/values/inputs.ts'
import type { Trigger } from './protocol/describe/trigger.ts'
import type { ResumeRecord } from './resume/resume-record.ts'

/** One run, checked against its endpoint. */
export interface RunRequest {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  /** One per parameter. */
  readonly values: readonly unknown[]
  /** What called it. Absent: a form. */
  readonly trigger?: Trigger | undefined
  /** Files among the values: uploaded first, or put where the component wants them. */
  readonly files: readonly GivenFile[]
  /** Attached instead of joined, so that nothing runs twice. */
  readonly resumed?: ResumeRecord
  /** It was begun by the relay's server and is followed by its token. */
  readonly followed?: FollowedFacts
  /** What must have ended before it is joined. */
  readonly before?: Promise<void> | undefined
}

/** What the relay says about a run that a token opens. */
export interface FollowedFacts {
  readonly canCancel: boolean
  /** What is added to the relay's times, in milliseconds: its clock may show something else. */
  readonly skewMs: number
}

/** Finds the app of a run. Aborted when the run has ended. Rejects with the reason if there is none. */
export type FindRequest = (signal: AbortSignal) => Promise<RunRequest>

/** What a run whose app is found is made of: the app, and what to call there. */
export interface FoundCall {
  readonly app: AppDescription
  /** A function without a public name is given as its description. */
  readonly endpoint: string | EndpointDescription
  /** By position or by parameter name. Omitted ones take their defaults. */
  readonly inputs?: Inputs | undefined
  /** What called it. @defaultValue a form */
  readonly trigger?: Trigger | undefined
}
