/** One page of `pages/`, built for production and served, and Chromium to open it in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../scripts/chromium.ts'
import { sourcePackages } from '../scripts/source-packages.ts'
import { installProbe } from './page-counters.ts'

/** A page that is served. */
export interface Site {
  readonly url: string
  /** By path. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  close(): void
}

/** Answers a request, or leaves it (`false`) to the files of the page. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

/** React and React Query in a file of their own. */
const VENDOR = {
  groups: [{ name: 'vendor', test: /node_modules[\\/](?:react|react-dom|scheduler|@tanstack[\\/](?:react-query|query-core))[\\/]/ }],
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/**
 * Builds a page as a user would ship it, React's production build, minified, and serves it from memory. With `isPacked`
 * from the packages' `dist`, which `npm run build` makes, and with React apart; otherwise from their sources.
 */
export async function serveSite(
  name: string,
  answer: Answer = () => false,
  { isPacked = false }: { isPacked?: boolean } = {},
): Promise<Site> {
  const built = await build({
    ...(!isPacked && sourcePackages),
    configFile: false,
    root: join(import.meta.dirname, 'pages', name),
    plugins: [react()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      ...(isPacked && { rolldownOptions: { output: { codeSplitting: VENDOR } } }),
    },
    logLevel: 'error',
  })
  // Without `watch` it is no watcher, and one input makes one output.
  const [bundle] = (Array.isArray(built) ? built : [built]) as {
    output: { fileName: string; code?: string; source?: string | Uint8Array }[]
  }[]
  const files = new Map((bundle?.output ?? []).map(({ fileName, code, source }) => [`/${fileName}`, code ?? source ?? '']))
  const server = createServer((request, response) => {
    if (answer(request, response)) return
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const path = pathname === '/' ? '/index.html' : pathname
    const file = files.get(path)
    const type = TYPES[path.split('.').pop() ?? ''] ?? 'text/plain'
    if (file === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    files,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The browser all pages are measured in. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** A tab with nothing in its cache, in which everything is counted from the first moment. */
export async function openTab(browser: Browser, viewport = { width: 1280, height: 1600 }): Promise<Page> {
  const page = await browser.newPage({ viewport })
  await page.addInitScript(installProbe)
  return page
}
