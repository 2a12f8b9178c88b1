/**
 * `npm run test:example [-- --pictures]`: packs the package, installs it into `examples/vite-react` as a user would, builds that, and runs its three
 * pages in Chromium against the built-in scenarios. With `--pictures` their screenshots go to `docs/images`.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'
import { findChromium } from './chromium.ts'

const ROOT = join(import.meta.dirname, '..')
const EXAMPLE = join(ROOT, 'examples', 'vite-react')
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const takesPictures = process.argv.includes('--pictures')

if (!existsSync(join(ROOT, 'dist', 'index.js'))) throw new Error('There is no dist/index.js to pack. Run "npm run build" first.')
const run = (cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' })

console.log(run(ROOT, 'npm', ['pack', '--silent']).trim())
await rm(join(EXAMPLE, 'node_modules', 'react-gradio-stream'), { recursive: true, force: true })
run(EXAMPLE, 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'])

const scenarios = await serveScenarios(createScenarioServer())
run(EXAMPLE, 'npm', ['run', 'build'], { ...process.env, VITE_APP: scenarios.url })
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = join(EXAMPLE, 'dist', path === '/' ? 'index.html' : path)
  response.writeHead(existsSync(file) ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'text/plain' })
  if (existsSync(file)) createReadStream(file).pipe(response)
  else response.end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
let failures = 0
for (const name of ['index', 'tokens', 'parts']) {
  const page = await browser.newPage({ viewport: { width: 760, height: 620 } })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${origin}/${name}.html`)
  await page.getByRole('textbox').first().fill('Why do we still have lighthouses?')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page
    .getByText(/^Done in/)
    .first()
    .waitFor({ timeout: 20_000 })
  for (const scheme of ['dark', 'light'] as const) if (name !== 'parts') problems.push(...(await wrongColours(page, scheme)))
  const text = await page.getByRole('group', { name: 'Result' }).innerText()
  if (text.length < 200) problems.push(`the result has ${text.length} characters`)
  if (takesPictures) await page.screenshot({ path: join(ROOT, 'docs', 'images', `example-${name}.png`) })
  console.log(`${problems.length === 0 ? 'passed' : 'FAILED'} ${name}.html${problems.map((problem) => `: ${problem}`).join('')}`)
  failures += problems.length
  await page.close()
}
await browser.close()
server.close()
await scenarios.close()
process.exit(failures === 0 ? 0 : 1)

/** Bundlers rewrite CSS for older browsers: what they leave must still have colours, and those of the page's own scheme. */
async function wrongColours(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const colours = await page.evaluate((wanted) => {
    document.documentElement.style.colorScheme = wanted
    document.documentElement.dataset.theme = wanted
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    // Of any notation, on white: 0 is black, 255 white, -1 see-through.
    const lightness = (selector: string, property: 'color' | 'backgroundColor' | 'borderTopColor'): number => {
      const element = document.querySelector(selector)
      if (!canvas || !element) return -1
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = getComputedStyle(element)[property]
      canvas.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
      return alpha === 0 ? -1 : 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    return {
      ground: lightness('.rgs-root', 'backgroundColor'),
      text: lightness('.rgs-root', 'color'),
      border: lightness('textarea', 'borderTopColor'),
      button: lightness('button[type=submit]', 'backgroundColor'),
    }
  }, scheme)
  const isRight =
    scheme === 'light' ? colours.ground > 200 && colours.text < 100 : colours.ground >= 0 && colours.ground < 80 && colours.text > 180
  const isDrawn = colours.border >= 0 && colours.button >= 0
  return isRight && isDrawn ? [] : [`in ${scheme} its colours are ${JSON.stringify(colours)}`]
}
