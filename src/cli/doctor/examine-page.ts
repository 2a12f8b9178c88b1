/** What a browser forbids a page: answers of another origin (CORS), plain http below https. */
import { ask } from './ask.ts'
import type { Examination } from './examination.ts'

/** Hosts that a browser trusts without https. */
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.+\.localhost)$/

/** Whether a browser treats this host as one of its own machine. */
export function isLocal(hostname: string): boolean {
  return LOCAL.test(hostname)
}

/** Asks as a page of that origin would. Does nothing without an origin, or if it is the app's own. */
export async function examinePage(examination: Examination): Promise<void> {
  const { app, origin } = examination
  const url = new URL(app.apiUrl)
  if (origin === null || origin === url.origin) return
  if (origin.startsWith('https:') && url.protocol === 'http:' && !isLocal(url.hostname)) {
    examination.found('mixed-content', {
      seen: `The page is at ${origin}, and ${url.origin} is plain http: a browser sends nothing there.`,
      advice: 'Serve the app by https, or put a relay at an https address.',
    })
  }
  await examineAnswer(examination, origin)
  await examinePreflight(examination, origin)
}

async function examineAnswer(examination: Examination, origin: string): Promise<void> {
  const { headers } = await ask(`${examination.app.rootUrl}/config`, examination.asking, { headers: { origin } })
  examination.see(headers)
  const allowed = headers.get('access-control-allow-origin')
  if (allowed === '*' || allowed === origin) return
  if (allowed?.includes(',') === true) {
    examination.found('cors-doubled', {
      seen: `Access-Control-Allow-Origin is there twice ("${allowed}"): a browser refuses both.`,
      advice: 'Gradio and the relay send this header themselves. Remove the line that adds it in the proxy.',
    })
    return
  }
  examination.found('cors-blocked', {
    seen: `An answer for a page at ${origin} has ${allowed === null ? 'no Access-Control-Allow-Origin' : `"Access-Control-Allow-Origin: ${allowed}"`}.`,
    advice:
      examination.app.route === 'relay'
        ? `Add ${origin} to the relay's option cors.`
        : 'A Gradio app that is called by a local host name lets only local pages in: pass the public Host on to it, or go through a relay at the address of the page.',
  })
}

async function examinePreflight(examination: Examination, origin: string): Promise<void> {
  const asked = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
  const { status, headers } = await examination.ask('queue/join', { method: 'OPTIONS', headers: asked })
  const lacks = [
    status >= 200 && status < 300 ? '' : `status ${status}`,
    isListed(headers.get('access-control-allow-methods'), 'post') ? '' : 'no POST in Access-Control-Allow-Methods',
    isListed(headers.get('access-control-allow-headers'), 'content-type') ? '' : 'no content-type in Access-Control-Allow-Headers',
  ].filter((lack) => lack !== '')
  // Without permission for the origin that is the fault.
  if (lacks.length === 0 || examination.findings.some(({ code }) => code === 'cors-blocked')) return
  examination.found('cors-preflight', {
    seen: `Before a run the browser asks (OPTIONS) and gets ${lacks.join(', ')}.`,
    advice: 'Let OPTIONS through to the app: a proxy or a sign-in before it answers in its place.',
  })
}

function isListed(header: string | null, wanted: string): boolean {
  const names = (header ?? '').toLowerCase().split(/\s*,\s*/)
  return names.includes(wanted) || names.includes('*')
}
