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
import { chromium } from 'playwright'
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
