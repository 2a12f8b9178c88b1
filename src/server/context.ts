/** What every route works with. */
import type { AppDirectory } from './guard/app-directory.ts'
import type { RelaySettings } from './options.ts'
import type { Sessions } from './sessions.ts'
import type { SubmissionOptions } from './submission.ts'
import type { Spaces } from './upstream/spaces.ts'
import { RELAY_API_PREFIX } from './upstream/app-config.ts'

/** Everything a relay is made of. */
export interface RelayContext extends SubmissionOptions {
  readonly settings: RelaySettings
  readonly directory: AppDirectory
  readonly sessions: Sessions
  readonly spaces: Spaces
  /** Called when there is something that will expire. */
  keepTidy(): void
}

/** Absolute URL of an app on the relay, as the client that made this request sees it. */
export function clientRootUrl({ settings }: RelayContext, request: Request, appId: string): string {
  const base = settings.publicUrl ?? new URL(request.url).origin + settings.basePath
  return `${base}/apps/${appId}`
}

/** The same with the prefix of the API routes. */
export function clientApiUrl(context: RelayContext, request: Request, appId: string): string {
  return clientRootUrl(context, request, appId) + RELAY_API_PREFIX
}
