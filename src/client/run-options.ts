/** Options of single runs, and of other requests of a client: their types and their names. */
import type { AppDescription } from './protocol/describe/app-description.ts'
import type { EndpointType, InputArguments } from './protocol/endpoint-type.ts'
import type { Trigger } from './protocol/describe/trigger.ts'
import type { FindAppOptions } from './discovery/discover.ts'
import type { Run } from './run/run.ts'

/** Options of `GradioClient.submit`. */
export interface SubmitOptions {
  /** Cancels the run when it aborts; one that has aborted already lets nothing be sent. @defaultValue none */
  readonly signal?: AbortSignal | undefined
  /** Tells the function that something that happened to a component called it, not a form. @defaultValue none */
  readonly trigger?: Trigger | undefined
}

/** Options of `GradioClient.run`. */
export interface RunOptions extends SubmitOptions {
  /** Finds an app by its address. @defaultValue `discover` of this client, remembered for five minutes */
  readonly discover?: ((address: string, signal: AbortSignal) => Promise<AppDescription>) | undefined
}

/** What `GradioClient.run` takes after app and endpoint. */
export type RunArguments<Endpoint extends EndpointType> = [...InputArguments<Endpoint>, options?: RunOptions | undefined]

/** Options of `GradioClient.submitWhenFound`. */
export interface FindOptions {
  /** As in {@link SubmitOptions}. @defaultValue none */
  readonly signal?: AbortSignal | undefined
  /** Told once, when the app of the run is found and before anything of the run is sent. */
  readonly onFound?: ((run: Run) => void) | undefined
}

/** Options of `GradioClient.follow`. */
export interface FollowOptions {
  /** Stops following when it aborts; the run goes on. @defaultValue none */
  readonly signal?: AbortSignal | undefined
}

/** Options of a request that can be given up. */
export interface SignalOptions {
  /** Gives the request up when it aborts. @defaultValue none */
  readonly signal?: AbortSignal
}

type NamesOf<Options> = Readonly<Record<keyof Options, true>>

/** The names in {@link SubmitOptions}. */
export const SUBMIT_OPTIONS: NamesOf<SubmitOptions> = { signal: true, trigger: true }
/** The names in {@link RunOptions}. */
export const RUN_OPTIONS: NamesOf<RunOptions> = { ...SUBMIT_OPTIONS, discover: true }
/** The names in {@link FindOptions}. */
export const FIND_OPTIONS: NamesOf<FindOptions> = { signal: true, onFound: true }
/** The names in {@link FollowOptions}. */
export const FOLLOW_OPTIONS: NamesOf<FollowOptions> = { signal: true }
/** The names in {@link SignalOptions}. */
export const SIGNAL_OPTIONS: NamesOf<SignalOptions> = { signal: true }
/** The names of the options of `GradioClient.discover`. */
export const DISCOVER_OPTIONS: NamesOf<Pick<FindAppOptions, 'signal' | 'onState'>> = { signal: true, onState: true }
