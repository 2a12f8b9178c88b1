/**
 * Addresses of an app's own files and pages in a text: relative to the app, or with the address that the app believes
 * to have, which is its inner one behind a proxy. The result always lies at the app as it was reached.
 */
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'

/** The base for addresses. */
export type AddressBase = Pick<AppDescription, 'apiUrl' | 'rootUrl'> & Partial<Pick<AppDescription, 'innerUrl'>>

/** Gradio's file routes as apps write them; 3 and 4 also have `file/`. */
const BARE = /^\/?(?:gradio_api\/)?(file[=/]|stream\/|proxy=)(.*)$/s
/** Below a mount, where the path can contain any words. */
const MOUNTED = /^(?![/\\]{2})[^:?#]*?(?:\/gradio_api\/(?=file=|stream\/|proxy=)|\/(?=file=))(file=|stream\/|proxy=)(.*)$/s
const ROOTED = /^\/(?:gradio_api\/)?(file=|stream\/|proxy=)(.*)$/s

/** Address of a file of the app; `null` for anything else. */
export function ownFileAddress(written: string, app: AddressBase | null): string | null {
  if (!app || !/^https?:\/\//i.test(app.apiUrl)) return null
  const { innerUrl } = app
  const isInner = innerUrl !== undefined && written.startsWith(`${innerUrl}/`)
  const [, route, rest] = (isInner ? ROOTED.exec(written.slice(innerUrl.length)) : (BARE.exec(written) ?? MOUNTED.exec(written))) ?? []
  const whole = route === undefined ? written : `${app.apiUrl}/${route.replace('file/', 'file=')}${rest}`
  if (!URL.canParse(whole)) return null
  const { href } = new URL(whole)
  // Compared after parsing: dots must not leave the app, and a user name must not hide the host.
  return [app.apiUrl, app.rootUrl].some((base) => href.startsWith(`${base}/`)) ? href : null
}

/**
 * The address as on the app's own page: relative addresses lie at the app, absolute ones stay, and its files are as
 * above.
 */
export function addressAtApp(written: string, app: AddressBase | null): string {
  const text = written.trim()
  const own = ownFileAddress(text, app)
  if (own !== null) return own
  if (!app || text === '' || text.startsWith('#') || /^[a-z][a-z\d+.-]*:/i.test(text)) return text
  const page = `${app.rootUrl}/`
  return URL.canParse(text, page) ? new URL(text, page).href : text
}
