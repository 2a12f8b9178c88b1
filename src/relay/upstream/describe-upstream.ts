/** Describes an app as a client would, from the config and info that the relay reads. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { describeApp } from '@gradio-stream/client/internal/protocol/describe/describe-app'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { RelayedApp } from '../guard/app-directory.ts'
import type { AppSource } from './app-source.ts'
import { Memo } from './memo.ts'

/** What the relay can do for every app. */
export const CAPABILITIES = { resume: true, polling: true, survivesDisconnect: true, cancelWaiting: true, repeatableJoin: true } as const

export interface DescriptionsOptions {
  readonly apps: AppSource
  readonly clock: Clock
  readonly requestTimeoutMs: number
  readonly supportsSSE: boolean
}

/** How long a description is used for runs that the server begins, as long as the relay uses a config. */
const MAX_AGE_MS = 60_000

/** Descriptions of the relay's apps. */
export class Descriptions {
  readonly #options: DescriptionsOptions
  readonly #known: Memo<AppDescription>

  constructor(options: DescriptionsOptions) {
    this.#options = options
    this.#known = new Memo(options.clock)
  }

  /** Asks the app, within the time limit of one request. Throws a `GradioStreamError`. */
  async read(app: RelayedApp): Promise<AppDescription> {
    const { apps, clock, requestTimeoutMs, supportsSSE } = this.#options
    // Both requests share the limit, so that this takes no longer than any other answer.
    const endsAt = clock.now() + requestTimeoutMs
    const { config } = await apps.readConfig(app)
    const info = await apps.readInfo(await apps.connected(app.id), { timeoutMs: Math.max(1, endsAt - clock.now()) })
    return describeApp({
      address: app.url,
      route: 'relay',
      rootUrl: app.url,
      config,
      info: info.text === null ? null : JSON.parse(info.text),
      supportsSSE,
      capabilities: CAPABILITIES,
    })
  }

  /** The same, or what was read within the last minute. */
  recent(app: RelayedApp): Promise<AppDescription> {
    return this.#known.get(
      app.id,
      () => this.read(app),
      () => MAX_AGE_MS,
    )
  }
}
