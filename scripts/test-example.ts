/**
 * `npm run test:example [-- --pictures] [name …]`: packs the packages, installs them into each app of `examples` as a
 * user would, builds it, and runs its pages in Chromium against the built-in scenarios. With `--pictures` their
 * screenshots go to `docs/images`.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'
import { findChromium } from './chromium.ts'
import { freePort } from './gradio-app.ts'

const ROOT = join(import.meta.dirname, '..')
const PACKAGES = ['client', 'hooks', 'relay', 'react']
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
/** What docs/recipes/csp.md says is enough, and the app, which these pages ask. The console tells of a refusal. */
const strictPolicy = (app: string): string =>
  [
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'",
    `connect-src 'self' ${new URL(app).origin}`,
  ].join('; ')
const QUESTION = 'Why do we still have lighthouses?'

/** One app of `examples`: how its pages are served once it is built, and what each of them must show. */
interface Example {
  readonly name: string
  readonly pages: readonly string[]
  /** The name of the variable in which the app is told where its Gradio app is. */
  readonly variable: string
  readonly serve: (folder: string, app: string) => Promise<{ readonly origin: string; close(): void }>
  readonly check?: (page: Page, name: string) => Promise<string[]>
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'vite-react',
    pages: ['index.html', 'tokens.html', 'parts.html'],
    variable: 'VITE_APP',
    serve: serveFolder,
    check: async (page, name) =>
      name === 'parts.html' ? [] : [...(await wrongColours(page, 'dark')), ...(await wrongColours(page, 'light'))],
  },
  { name: 'hooks-tailwind', pages: ['index.html'], variable: 'VITE_APP', serve: serveFolder, check: checkDarkClass },
  { name: 'nextjs', pages: [''], variable: 'APP', serve: serveNext, check: (page) => wrongColours(page, 'light') },
]

for (const name of PACKAGES)
  if (!existsSync(join(ROOT, 'src', name, 'dist', 'index.js')))
    throw new Error(`There is no src/${name}/dist to pack. Run "npm run build" first.`)
const run = (cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' })

const takesPictures = process.argv.includes('--pictures')
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const workspaces = PACKAGES.flatMap((name) => ['--workspace', `src/${name}`])
console.log(run(ROOT, 'npm', ['pack', '--silent', '--ignore-scripts', ...workspaces]).trim())
const scenarios = await serveScenarios(createScenarioServer())
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
let failures = 0
for (const example of EXAMPLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const folder = join(ROOT, 'examples', example.name)
  for (const name of ['react-gradio-stream', '@gradio-stream'])
    await rm(join(folder, 'node_modules', name), { recursive: true, force: true })
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'])
  run(folder, 'npm', ['run', 'build'], { ...process.env, NEXT_TELEMETRY_DISABLED: '1', [example.variable]: scenarios.url })
  const site = await example.serve(folder, scenarios.url)
  for (const name of example.pages) failures += await tryPage(example, `${site.origin}/${name}`, name)
  site.close()
}
await browser.close()
await scenarios.close()
process.exit(failures === 0 ? 0 : 1)

/** Asks the question on one page and waits for the whole answer. Returns how much was wrong. */
async function tryPage({ name: example, check }: Example, address: string, name: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 760, height: 620 } })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(address)
  await page.getByRole('textbox').first().fill(QUESTION)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page
    .getByText(/^(Done in|succeeded)/)
    .first()
    .waitFor({ timeout: 20_000 })
  problems.push(...((await check?.(page, name)) ?? []))
  const text = await page.locator('[aria-label="Result"]').innerText()
  if (text.length < 200) problems.push(`the result has ${text.length} characters`)
  const picture = `example-${example === 'vite-react' ? name.replace('.html', '') : example}.png`
  if (takesPictures) await page.screenshot({ path: join(ROOT, 'docs', 'images', picture) })
  console.log(`${problems.length === 0 ? 'passed' : 'FAILED'} ${example}/${name}${problems.map((problem) => `: ${problem}`).join('')}`)
  await page.close()
  return problems.length
}

async function serveFolder(folder: string, app: string): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(folder, 'dist', path === '/' ? 'index.html' : path)
    response.writeHead(existsSync(file) ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'text/plain',
      'content-security-policy': strictPolicy(app),
    })
    if (existsSync(file)) createReadStream(file).pipe(response)
    else response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

async function serveNext(folder: string, app: string): Promise<{ readonly origin: string; close(): void }> {
  const port = await freePort()
  const program = join(folder, 'node_modules', 'next', 'dist', 'bin', 'next')
  const server = spawn(process.execPath, [program, 'start', '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, APP: app, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  while (!(await fetch(origin).catch(() => null))) {
    if (server.exitCode !== null) throw new Error('Next.js ended before it served.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { origin, close: () => server.kill() }
}

/** The page is dark by a class, as Tailwind pages have it. */
async function checkDarkClass(page: Page): Promise<string[]> {
  const grounds = await page.evaluate(() =>
    [false, true].map((isDark) => {
      document.documentElement.classList.toggle('dark', isDark)
      return getComputedStyle(document.querySelector('section') ?? document.body).backgroundColor
    }),
  )
  return grounds[0] === grounds[1] ? [`the ground is ${grounds[0]} in light and in dark`] : []
}

/** Bundlers rewrite CSS for older browsers: the result must still have colours, in the page's own scheme. */
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
