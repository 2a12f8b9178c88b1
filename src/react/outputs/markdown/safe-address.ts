/**
 * Where links and pictures of an app's text may lead. Links go to the web or to a mail program; pictures come from the app
 * itself or lie in the text, since a picture elsewhere would tell its owner who reads this, and when.
 */
import type { AppDescription } from '../../../core/protocol/app-description.ts'

type App = Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null

/** Address of a link, `null` where it leads nowhere safe. */
export function linkAddress(href: unknown, app: App): string | null {
  if (typeof href !== 'string') return null
  const own = ownAddress(href, app)
  if (own) return own
  // What browsers strip before they read a scheme must not hide one.
  const address = withoutControls(href)
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return null
  return canParse(address) ? address : null
}

/** Address of a picture, `null` where it is not the app's own and not in the text itself. */
export function pictureAddress(src: unknown, app: App): string | null {
  if (typeof src !== 'string') return null
  if (/^data:image\/(png|jpeg|gif|webp|avif);base64,[\w+/=\s]+$/i.test(src)) return src
  return ownAddress(src, app)
}

/** An address below the app's own: as a whole, or as apps write it, `/file=…` and `/gradio_api/file=…`. */
function ownAddress(address: string, app: App): string | null {
  if (!app || !/^https?:\/\//i.test(app.apiUrl)) return null
  const file = /^\/?(?:gradio_api\/)?file[=/](.*)$/s.exec(address)
  const whole = file ? `${app.apiUrl}/file=${file[1]}` : address
  if (!canParse(whole)) return null
  const { href } = new URL(whole)
  // Compared after parsing: dots must not climb out, nor a name hide in a user's.
  return [app.apiUrl, app.rootUrl].some((base) => href.startsWith(`${base}/`)) ? href : null
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
