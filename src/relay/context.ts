/** What every route of the relay works with. */
import type { Admit } from './guard/access.ts'
import { clientAddress } from './guard/client-address.ts'
import type { AppDirectory } from './guard/app-directory.ts'
import type { ClientLimits } from './guard/client-limits.ts'
import type { RelaySettings } from './relay-options.ts'
import type { RelayState } from './leave.ts'
import type { OpenStreams } from './routes/open-streams.ts'
import type { ReliableLog } from './log/reliable-log.ts'
import type { RunTokens } from './guard/run-tokens.ts'
import type { LoginTries } from './guard/login-tries.ts'
import { publicId } from './logins.ts'
import type { Logins } from './logins.ts'
import type { Sessions } from './sessions.ts'
import type { SubmissionOptions } from './submission.ts'
import type { Descriptions } from './upstream/describe-upstream.ts'
import type { Spaces } from './upstream/hub-lookup.ts'
import { RELAY_API_PREFIX } from './upstream/app-config.ts'

/** Everything a relay is made of. */
export interface RelayContext extends SubmissionOptions {
  /** Changes once, when the relay is closed. */
  state: RelayState
  /** Those that can be read on elsewhere, those of Gradio's clients that cannot, their signs of life, polls. */
  readonly streams: Readonly<Record<'resuming' | 'plain' | 'heartbeats' | 'polls', OpenStreams>>
  readonly log: ReliableLog
  readonly settings: RelaySettings
  /** The apps that clients may name. `logins` adds the apps of signed-in clients. */
  readonly directory: AppDirectory
  readonly logins: Logins
  readonly loginTries: LoginTries
  readonly sessions: Sessions
  /** Reads the token of a run, or asks `authorize`. Every route does, before it does anything. */
  readonly admit: Admit
  /** `null`: the relay has no secret to make or read tokens with. */
  readonly tokens: RunTokens | null
  /** What the relay knows of its apps, for `submit`. */
  readonly descriptions: Descriptions
  readonly limits: ClientLimits
  readonly spaces: Spaces
  /** Called when something exists that will expire. */
  keepTidy(): void
}

/** Absolute URL of an app on the relay, as the client that made this request sees it. */
export function clientRootUrl({ settings }: RelayContext, request: Request, appId: string): string {
  const { origin, prefix } = clientAddress(request, settings.trustProxy)
  const base = settings.publicUrl ?? origin + prefix + settings.basePath
  return `${base}/apps/${publicId(appId)}`
}

/** The same with the prefix of the API routes. */
export function clientApiUrl(context: RelayContext, request: Request, appId: string): string {
  return clientRootUrl(context, request, appId) + RELAY_API_PREFIX
}
