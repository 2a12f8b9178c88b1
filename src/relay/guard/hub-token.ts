/** The Hub token among an app's headers, and the rule that it is sent over https only. */
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { isSafeForSecrets } from '@gradio-stream/client/internal/sign-in/secret-address'
import { shownAddress } from './allow-list.ts'

/** The value of the header that holds the token; `null` if there is none. */
export function hubTokenIn(headers: Readonly<Record<string, string>>): string | null {
  const found = Object.entries(headers).find(([name, value]) => /^(?:x-hf-)?authorization$/i.test(name) && value.startsWith('Bearer hf_'))
  return found?.[1] ?? null
}

/** Throws `options-invalid` for an app whose Hub token would be sent unencrypted, to the app or to the Hub. */
export function requireSafeToken(name: string, url: string, headers: Readonly<Record<string, string>>, hubUrl: string): void {
  if (hubTokenIn(headers) === null) return
  for (const [what, address] of [
    [`the relay's app "${name}"`, url],
    ['hubUrl', hubUrl],
  ]) {
    if (address !== undefined && !isSafeForSecrets(address))
      throw new GradioStreamError('options-invalid', {
        message: `The Hub token of the relay's app "${name}" is not sent over plain http.`,
        hint: `Write https:// for ${what} ("${shownAddress(address)}").`,
      })
  }
}
