/** Makes what tells webhooks of the ends of a relay's runs, out of its parts. */
import type { AppDirectory } from './guard/app-directory.ts'
import type { Network } from './guard/public-network.ts'
import type { RunTokens } from './guard/run-tokens.ts'
import type { RunLog } from './log/run-log.ts'
import { publicId } from './logins.ts'
import type { RelaySettings } from './relay-options.ts'
import type { AppSource } from './upstream/app-source.ts'
import { MemoryOutbox } from './webhooks/outbox.ts'
import type { Webhook } from './webhooks/webhook-options.ts'
import { WebhookRuns } from './webhooks/webhook-runs.ts'
import { Webhooks } from './webhooks/webhooks.ts'
import type { WebhooksOptions } from './webhooks/webhooks.ts'

export interface WebhookRunsParts {
  readonly settings: RelaySettings
  readonly tokens: RunTokens | null
  readonly directory: AppDirectory
  readonly apps: AppSource
  readonly log: RunLog
  readonly onError: (error: unknown) => void
  /** For receivers that `submit` was given. */
  readonly publicNetwork: Pick<Network, 'fetch'>
}

export function createWebhookRuns({ settings, tokens, directory, apps, log, onError, publicNetwork }: WebhookRunsParts): WebhookRuns {
  const { clock, randomId, webhook: own } = settings
  const nameOf: WebhooksOptions['nameOf'] = async (appId, fnIndex) => {
    const app = directory.byId(publicId(appId))
    const known = await apps.connected(appId).catch(() => null)
    return { app: app?.name ?? publicId(appId), endpoint: known?.endpoints.get(fnIndex) ?? null }
  }
  const unseal = async (sealed: string): Promise<Webhook> => {
    const text = await tokens?.unseal(sealed)
    if (typeof text !== 'string') throw new Error('The relay has no secret to read it with.')
    // Sealed by a relay with this secret.
    return JSON.parse(text) as Webhook
  }
  const isConfigured = ({ url }: Webhook): boolean => own !== null && new URL(url).origin === new URL(own.url).origin
  const webhooks = new Webhooks({
    clock,
    outbox: settings.store?.outbox ?? new MemoryOutbox(clock),
    log,
    webhook: own,
    unseal,
    fetchFor: (webhook) => (isConfigured(webhook) ? settings.fetch : publicNetwork.fetch),
    isOwn: ({ key, runId }) => runs.has(key, runId),
    nameOf,
    randomId,
    onError,
  })
  const runs: WebhookRuns = new WebhookRuns({ clock, webhooks, onError })
  return runs
}
