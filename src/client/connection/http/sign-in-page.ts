/** Recognises sign-in pages that come instead of an app's answer: a gateway's, or Gradio's own. */

/** The relay's report of one, as `details.seen`. */
export const SIGN_IN_PAGE = 'a page to sign in at'
/** How much of an answer is searched. */
const LOOKED_AT = 64 * 1024
const ASKS_FOR_PASSWORD = /<input\b[^>]*\btype\s*=\s*["']?password\b/i
const GRADIO_LOGIN = /"auth_required"\s*:\s*true/
const TITLE =
  /<title[^>]*>[^<]*(?:sign[ -]?in|log[ -]?(?:in|on)|single sign-on|\bSSO\b|authenti(?:cate|fi)|anmeld|einloggen|connexion|iniciar sesi|acceder|ログイン|サインイン|登录|登入|登錄|تسجيل الدخول)/i
/** Targets of forms, refreshes and scripts on such pages. */
const LEADS_ON =
  /(?:action\s*=|http-equiv\s*=\s*["']?refresh["']?[^>]*url=|location(?:\.href|\.replace\(|\.assign\()?\s*[=(]?)\s*["']?[^"'>\s]*\/(?:log-?in|sign-?in|sso|saml2?|oauth2?|authorize|openid-connect)\b/i
const PATH = /\/(?:u\/)?(?:log-?in|sign-?in|sso|saml2?|oauth2?|authorize|openid-connect|cdn-cgi\/access)(?:[/.?]|$)/i
const HOST = /^(?:log-?in|sign-?in|sso|auth|accounts?|idp|id)\./i

/** Whether an answer is a sign-in page. Other pages, which are just not JSON, do not count. */
export function isSignInPage(contentType: string | null, text: string): boolean {
  if (!/html/i.test(contentType ?? '')) return false
  const looked = text.slice(0, LOOKED_AT)
  return [ASKS_FOR_PASSWORD, GRADIO_LOGIN, TITLE, LEADS_ON].some((sign) => sign.test(looked))
}

/** Whether an address is one for signing in. */
export function isSignInAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { pathname, hostname } = new URL(url)
  return PATH.test(pathname) || HOST.test(hostname)
}
