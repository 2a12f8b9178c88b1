/**
 * The page beside this file, built for production, and real Chromium to open it in. The app is scenarios on a server of
 * its own, once as an app and once behind a relay; only the network is played with.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { findChromium } from '../../../scripts/chromium.ts'
import { sourcePackages } from '../../../scripts/source-packages.ts'
import { createScenarioServer, type Scenario, serveScenarios } from '../../../src/testing/index.ts'

/** The page may be called so: one from this machine is never taken to be offline. */
const HOST = 'page.test'

export interface Site {
  readonly browser: Browser
  /** Ends in a slash. The app lies below it at `app`, a relay to it at `relay`. */
  readonly address: string
  /** The built page. */
  readonly html: string
  /** As Node reaches it. */
  readonly localAddress: string
  close(): Promise<void>
}

/** Builds and serves. Takes some ten seconds. */
export async function openSite(scenarios: readonly Scenario[]): Promise<Site> {
  const directory = await mkdtemp(join(tmpdir(), 'first-paint-'))
  const shared = { ...sourcePackages, root: import.meta.dirname, configFile: false as const, logLevel: 'error' as const }
  const built = { ...shared, plugins: [react()], build: { outDir: directory, emptyOutDir: true } }
  await build(built)
  const app = await serveScenarios(createScenarioServer({ scenarios, speed: Infinity }))
  const relay = await serveScenarios(createScenarioServer({ scenarios, speed: Infinity, relay: true }))
  // Below the page's own address, as an app may lie: pages of other hosts are none of these tests' matter.
  const proxy = { '/app': app.url, '/relay': relay.url }
  const server = await preview({ ...built, preview: { port: 0, host: '127.0.0.1', allowedHosts: [HOST], proxy } })
  const browser = await chromium.launch({
    ...(await findChromium()),
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
  })
  const localAddress = server.resolvedUrls?.local[0] ?? ''
  return {
    browser,
    address: localAddress.replace('127.0.0.1', HOST),
    localAddress,
    html: await readFile(join(directory, 'index.html'), 'utf8'),
    async close() {
      await browser.close()
      await server.close()
      await Promise.all([app.close(), relay.close()])
      await rm(directory, { recursive: true })
    },
  }
}

/** What holds up requests. */
export interface Hold {
  let: () => void
}

/** Holds up the requests of a page whose path matches. */
export async function hold(page: Page, pattern: RegExp): Promise<Hold> {
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  await page.route(pattern, async (route) => {
    await gate
    await route.continue().catch(() => undefined)
  })
  return { let: open }
}
