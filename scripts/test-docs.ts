/**
 * `npm run test:docs`: the built documentation site in Chromium. Ten pages, light and dark, wide and 390 px, without a
 * serious finding of axe and without an error in the console; a live example whose cable is cut; the plain pages. Needs
 * `npm run build-docs`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { findChromium } from './chromium.ts'

const SITE = join(import.meta.dirname, '../docs/.vitepress/dist')
const PAGES = [
  '/',
  '/start',
  '/concepts/resume',
  '/concepts/run-and-connection',
  '/recipes/typed',
  '/recipes/tests',
  '/mounting/express',
  '/coming-from-gradio-client',
  '/errors',
  '/api/relay',
]
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) => [1280, 390].map((width) => ({ colorScheme, width })))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

if (!existsSync(join(SITE, 'index.html'))) throw new Error('There is no site: run `npm run build-docs` first.')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const faults: string[] = []
const server = createServer(({ url = '/' }, response) => {
  const path = join(SITE, decodeURIComponent(url.split('?')[0] ?? '').replace(/\/$/, '/index.html'))
  const file = [path, `${path}.html`].find((each) => extname(each) !== '' && existsSync(each))
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': TYPES[extname(file ?? '')] ?? 'application/octet-stream' })
  response.end(file === undefined ? '' : readFileSync(file))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })

for (const { colorScheme, width } of LOOKS) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } })
  page.on('pageerror', ({ message }) => faults.push(`${page.url()}: ${message}`))
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`${page.url()}: ${message.text()}`)))
  for (const path of PAGES) await look(page, path, `${path} ${colorScheme} ${width}`)
  await page.close()
}
const page = await browser.newPage()
await page.goto(`${base}/`)
await page.locator('.live').getByRole('button', { name: 'Run' }).click()
await page.getByText(/Lighthouses were built/).waitFor()
await page.getByRole('button', { name: 'Cut the cable' }).click()
await page.getByText('Cut a stream in the middle.').waitFor()
await page.getByText(/looking out to sea\.$/).waitFor()
await browser.close()
server.close()
for (const plain of ['llms.txt', 'llms-full.txt', ...PAGES.slice(1).map((path) => `${path}.md`)]) {
  if (!existsSync(join(SITE, plain))) faults.push(`There is no ${plain}.`)
}
console.log(
  faults.length === 0 ? `${PAGES.length} pages in ${LOOKS.length} looks: no fault; a run goes on after a cut.` : faults.join('\n'),
)
process.exitCode = faults.length === 0 ? 0 : 1

/** Notes what axe finds serious on a page, and whether the page is wider than its window. */
async function look(shown: Page, path: string, name: string): Promise<void> {
  await shown.goto(base + path)
  if ((await shown.locator('.live').count()) > 0) await shown.locator('.live').getByRole('button', { name: 'Run' }).first().waitFor()
  await rest(shown)
  await shown.evaluate(axe)
  const found = await shown.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [impact, id, String(nodes[0].target)]))`,
  )
  // Written by the line above.
  for (const [impact, id, target] of found as readonly (readonly [string, string, string])[]) {
    if (impact === 'serious' || impact === 'critical') faults.push(`${name}: ${id} at ${target}`)
  }
  const extra = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (extra > 0) faults.push(`${name}: ${extra} px wider than the window`)
}

/** Waits until no transition is under way: a button that fades in has less contrast than it will have. */
async function rest(shown: Page): Promise<void> {
  await shown.locator('.live [aria-disabled=true]').first().waitFor({ state: 'detached' })
  await shown.evaluate(async () => {
    const isPassing = (one: Animation): boolean => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isPassing)
        .map(({ finished }) => finished),
    )
  })
}
