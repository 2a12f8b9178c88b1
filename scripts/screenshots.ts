/**
 * `npm run screenshots [-- --update] [-- --only <part of an id>]`: every still story of the built Storybook in light, dark, right-to-left and at
 * 320 px, in the Chromium that npm brings, compared with `test/screenshots`. What differs is put into `.screenshots`, the difference marked.
 */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { Command } from 'commander'
import pixelmatch from 'pixelmatch'
import { chromium, type Page } from 'playwright'
import { PNG } from 'pngjs'
import { findChromium } from './chromium.ts'

const ROOT = join(import.meta.dirname, '..')
const BUILT = join(ROOT, 'storybook-static')
const REFERENCES = join(ROOT, 'test', 'screenshots')
const DIFFERENCES = join(ROOT, '.screenshots')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

/** How a story is looked at. */
interface Variant {
  readonly name: string
  readonly globals: string
  readonly width: number
}

const VARIANTS: readonly Variant[] = [
  { name: 'light', globals: 'theme:light;direction:ltr', width: 640 },
  { name: 'dark', globals: 'theme:dark;direction:ltr', width: 640 },
  { name: 'rtl', globals: 'theme:light;direction:rtl', width: 640 },
  { name: 'narrow', globals: 'theme:light;direction:ltr', width: 320 },
]
/** Pixels at the edges of letters that may differ: none should, with the same Chromium and the same fonts. */
const TOLERATED_PIXELS = 20
const PAGES = 3

const options = new Command('npm run screenshots --')
  .description('Compares pictures of all still stories with the ones that are kept.')
  .option('--update', 'keep what is there now')
  .option('--only <part>', 'stories whose id has this in it', '')
  .parse()
  .opts<{ update?: true; only: string }>()

if (!existsSync(join(BUILT, 'index.json'))) throw new Error('There is no storybook-static. Run "npm run build-storybook" first.')
// Written by Storybook's own build.
const { entries } = JSON.parse(await readFile(join(BUILT, 'index.json'), 'utf8')) as {
  entries: Record<string, { id: string; type: string; tags: string[] }>
}
const stories = Object.values(entries).filter(
  ({ id, type, tags }) => type === 'story' && !tags.includes('moving') && id.includes(options.only),
)
const shots = stories.flatMap(({ id }) => VARIANTS.map((variant) => ({ id, variant, name: `${id}.${variant.name}.png` })))

const server = createServer((request, response) => {
  const file = join(BUILT, new URL(request.url ?? '/', 'http://localhost').pathname)
  response.writeHead(existsSync(file) ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
  if (existsSync(file)) createReadStream(file).pipe(response)
  else response.end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
await rm(DIFFERENCES, { recursive: true, force: true })
await Promise.all([REFERENCES, DIFFERENCES].map((directory) => mkdir(directory, { recursive: true })))

const browser = await chromium.launch({
  ...(await findChromium()),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'],
})
const different: string[] = []
const queue = shots.values()
const begun = performance.now()
await Promise.all(Array.from({ length: PAGES }, work))
await browser.close()
server.close()

const kept = await readdir(REFERENCES)
const known = new Set(shots.map(({ name }) => name))
const orphans = options.only ? [] : kept.filter((name) => !known.has(name))
if (options.update) await Promise.all(orphans.map((name) => rm(join(REFERENCES, name))))
else for (const name of orphans) different.push(`${name}: there is no such story any more`)

console.log(`${shots.length} pictures of ${stories.length} stories in ${((performance.now() - begun) / 1000).toFixed(0)} s.`)
for (const line of different) console.log(`  ${line}`)
if (different.length > 0)
  console.error(`${different.length} differ; look at .screenshots, and keep them with "npm run screenshots -- --update" if they are right.`)
process.exit(different.length > 0 ? 1 : 0)

async function work(): Promise<void> {
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' })
  for (const { id, variant, name } of queue) {
    const said = await take(page, id, variant).then(
      (picture) => judge(name, picture),
      (error: unknown) => `no picture: ${error instanceof Error ? error.message.split('\n', 1).join('') : String(error)}`,
    )
    if (said) different.push(`${name}: ${said}`)
  }
  await page.close()
}

async function take(page: Page, id: string, { globals, width }: Variant): Promise<Buffer> {
  await page.setViewportSize({ width, height: 720 })
  await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${globals}`)
  // Storybook marks the page once the story, its play function included, is done.
  await page.waitForFunction(
    () => document.querySelector('#storybook-root')?.children.length && !document.querySelector('.sb-show-preparing-story'),
    null,
    {
      timeout: 15_000,
    },
  )
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete) && document.fonts.status === 'loaded', null, {
    timeout: 10_000,
  })
  await page.waitForTimeout(120)
  return page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true })
}

async function judge(name: string, picture: Buffer): Promise<string | null> {
  const file = join(REFERENCES, name)
  const before = existsSync(file) ? await readFile(file) : null
  if (before?.equals(picture)) return null
  const count = before ? countDifferent(before, picture, name) : null
  if (count !== null && (await count) <= TOLERATED_PIXELS) return null
  if (options.update) {
    // Written anew, smaller: a browser takes little time to compress.
    await writeFile(file, PNG.sync.write(PNG.sync.read(picture), { deflateLevel: 9 }))
    return null
  }
  await writeFile(join(DIFFERENCES, name), picture)
  return count === null ? 'new' : (await count) === Infinity ? 'another size' : `${await count} pixels differ`
}

async function countDifferent(before: Buffer, after: Buffer, name: string): Promise<number> {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)]
  if (one.width !== other.width || one.height !== other.height) return Infinity
  const marked = new PNG({ width: one.width, height: one.height })
  const count = pixelmatch(one.data, other.data, marked.data, one.width, one.height, { threshold: 0.1 })
  if (count > TOLERATED_PIXELS && !options.update)
    await writeFile(join(DIFFERENCES, name.replace(/\.png$/, '.marked.png')), PNG.sync.write(marked))
  return count
}
