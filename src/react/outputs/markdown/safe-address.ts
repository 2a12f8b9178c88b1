/**
 * Where links and pictures of an app's text may lead. Links go to the web or to a mail program. Pictures come from the
 * app itself or are in the text, since a picture from another host would tell its owner who reads this, and when.
 */
import { ownFileAddress } from '../../kit/own-address.ts'
import type { AddressBase } from '../../kit/own-address.ts'

type App = AddressBase | null

/** Address of a link; `null` if it is not safe. */
export function linkAddress(href: unknown, app: App): string | null {
  if (typeof href !== 'string') return null
  const own = ownFileAddress(href, app)
  if (own) return own
  // Browsers strip these characters before they read a scheme, so they must not hide one.
  const address = withoutControls(href)
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return null
  return canParse(address) ? address : null
}

/** Address of a picture; `null` if it is neither the app's own nor in the text. */
export function pictureAddress(src: unknown, app: App): string | null {
  if (typeof src !== 'string') return null
  if (/^data:image\/(png|jpeg|gif|webp|avif);base64,[\w+/=\s]+$/i.test(src)) return src
  return ownFileAddress(src, app)
}

function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return text.replaceAll(/[\u0000-\u0020\u007f]/g, '')
}

function canParse(address: string): boolean {
  try {
    return new URL(address).href !== ''
  } catch {
    return false
  }
}
