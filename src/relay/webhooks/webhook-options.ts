/** Where the end of a run is told, and the check of what a developer wrote for that. */
import { checkNames, optionInvalid, shown } from '@gradio-stream/client/internal/check-options'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'

/**
 * A webhook by the rules of Standard Webhooks (https://www.standardwebhooks.com): a POST with the headers `webhook-id`,
 * `webhook-timestamp` and `webhook-signature`, and a JSON body. The receiver checks the signature with one of that
 * standard's libraries, and knows a repeated message by its id.
 */
export interface WebhookOptions {
  /**
   * Absolute http(s) address, without user name and password. That of the relay's option is reached wherever it is, one
   * that is given to `submit` at public addresses only, unless it has the origin of the relay's. Redirects are not
   * followed.
   */
  url: string
  /**
   * Signs: `whsec_` and the base64 of 24 to 64 bytes, known to the receiver. Of a list each one signs, so that a secret
   * can be exchanged: put the new one in front, and remove the old one when the receiver knows the new.
   */
  secret: string | readonly string[]
  /** The body also has what the run was given, as the app got it. @defaultValue false */
  inputs?: boolean
  /** The body has the values of a run that succeeded. @defaultValue true */
  output?: boolean
  /**
   * How long to wait after each attempt that failed, in milliseconds, each up to a fifth longer by chance. After the
   * last one the webhook is given up, and `onError` is told. @defaultValue 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h,
   * 20 h, 24 h, as Standard Webhooks has them
   */
  retryDelaysMs?: readonly number[]
}

/** With all defaults filled in. */
export interface Webhook {
  readonly url: string
  readonly secrets: readonly string[]
  readonly inputs: boolean
  readonly output: boolean
  readonly retryDelaysMs: readonly number[]
}

const NAMES: Readonly<Record<keyof WebhookOptions, true>> = { url: true, secret: true, inputs: true, output: true, retryDelaysMs: true }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const RETRY_DELAYS_MS = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS)]
/** Base64 of 24 to 64 bytes. */
const SECRET = /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})?$/

/** Fills in the defaults. Throws `options-invalid` for what cannot work; a secret is shown in no error. */
export function readWebhook(options: WebhookOptions, owner: string): Webhook {
  if (!isJsonObject(options)) throw optionInvalid('webhook', `is ${shown(options)}, but must be an object, such as { url, secret }`)
  checkNames(options, NAMES, { owner })
  const { url, secret, inputs = false, output = true, retryDelaysMs = RETRY_DELAYS_MS } = options
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url) || hasUser(url))
    throw optionInvalid('webhook.url', 'must be an absolute http(s) URL without user name and password')
  const secrets = typeof secret === 'string' ? [secret] : secret
  if (!Array.isArray(secrets) || secrets.length === 0 || !secrets.every((one) => typeof one === 'string' && SECRET.test(one)))
    throw optionInvalid(
      'webhook.secret',
      'must be "whsec_" and the base64 of 24 to 64 bytes, or a list of such texts',
      'Make one with: echo "whsec_$(openssl rand -base64 32)".',
    )
  for (const [name, value] of Object.entries({ inputs, output }))
    if (typeof value !== 'boolean') throw optionInvalid(`webhook.${name}`, `is ${shown(value)}, but must be true or false`)
  if (!Array.isArray(retryDelaysMs) || !retryDelaysMs.every((delayMs) => Number.isFinite(delayMs) && delayMs >= 0))
    throw optionInvalid('webhook.retryDelaysMs', 'must be a list of milliseconds')
  return { url, secrets, inputs, output, retryDelaysMs }
}

function hasUser(url: string): boolean {
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
}
