/**
 * `npm run screenshots`: every story of the built Storybook in light, dark, right-to-left and at 320 px, side by side
 * in one picture, compared with the one in `test/screenshots`. Chromium and fonts come from npm, so pictures are equal
 * on every Linux on x64, but not elsewhere.
 *
 * Tags of a story: `once` takes only the written view, because other stories cover the other views (also for a story
 * with its own theme, direction or width); `moving` takes no picture, because the story shows real time, or nothing.
 *
 * A picture that differs is taken again, alone: on a busy machine a story may be shown before all of it has come.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { Camera, type Story } from './screenshots/story-browser.ts'
import { compare, encode, readPixels, sideBySide } from './screenshots/picture.ts'
import { sheetOf } from './screenshots/sheet.ts'
import type { Stage, View } from './screenshots/stage.ts'

const ROOT = join(import.meta.dirname, '..')
const BUILT = join(ROOT, 'storybook-static')
const REFERENCES = join(ROOT, 'test', 'screenshots')
const LOOKED_AT = join(ROOT, '.screenshots')
/** Pixels that may differ: none does, with the same Chromium and the same fonts. */
const TOLERATED_PIXELS = 8
const VIEWS: readonly View[] = [
  { name: 'light', theme: 'light', direction: 'ltr', width: 640 },
  { name: 'dark', theme: 'dark', direction: 'ltr', width: 640 },
  { name: 'rtl', theme: 'light', direction: 'rtl', width: 640 },
  { name: 'narrow', theme: 'light', direction: 'ltr', width: 320 },
]

const options = new Command('npm run screenshots --')
  .description('Compares pictures of all still stories with the ones that are kept.')
  .option('--update', 'keep what is there now')
  .option('--sheet', 'write all pictures and a page of them into .screenshots, compare nothing')
  .option('--only <part>', 'stories whose id has this in it', '')
  .parse()
  .opts<{ update?: true; sheet?: true; only: string }>()

if (!existsSync(join(BUILT, 'index.json'))) throw new Error('There is no storybook-static. Run "npm run build-storybook" first.')
await rm(LOOKED_AT, { recursive: true, force: true })
await Promise.all([REFERENCES, LOOKED_AT].map((directory) => mkdir(directory, { recursive: true })))

const begun = performance.now()
const camera = await Camera.open(BUILT)
const stories = (await camera.stories()).filter(({ id, tags }) => !tags.includes('moving') && id.includes(options.only))
const taken = new Map<string, (Buffer | string)[]>()
const doubtful: Story[] = []
const different: string[] = []
await Promise.all(VIEWS.map(takeAll))
/* oxlint-disable no-await-in-loop -- alone */
for (const story of doubtful) {
  const views = await Promise.all(VIEWS.slice(0, viewCount(story)).map(async (view) => takeOne(await camera.newStage(view), story)))
  const problem = await judge(story, views)
  if (problem) different.push(problem)
  else console.log(`${story.id}: right only when taken again, alone.`)
}
/* oxlint-enable no-await-in-loop */
await camera.close()

if (!options.only && !options.sheet) {
  const known = new Set(stories.map(({ id }) => `${id}.webp`))
  const orphans = (await readdir(REFERENCES)).filter((name) => !known.has(name))
  if (options.update) await Promise.all(orphans.map((name) => rm(join(REFERENCES, name))))
  else for (const name of orphans) different.push(`${name}: there is no such story any more`)
}

console.log(
  `${stories.length} stories in ${stories.reduce((sum, story) => sum + viewCount(story), 0)} views, ${((performance.now() - begun) / 1000).toFixed(0)} s.`,
)
if (options.sheet) {
  const pictures = stories.map(({ id, title, name }) => ({ group: title, name, file: `${id}.webp` }))
  await writeFile(join(LOOKED_AT, 'index.html'), sheetOf(pictures))
  console.log('Look at .screenshots/index.html.')
}
for (const line of different.toSorted()) console.error(`  ${line}`)
if (different.length > 0)
  console.error(
    `${different.length} differ. .screenshots has each as it is now, and marked. If they are right: "npm run screenshots -- --update", and commit test/screenshots.`,
  )
process.exit(different.length > 0 ? 1 : 0)

/** All stories in one view; which story has all its views by then, is judged. */
async function takeAll(view: View, place: number): Promise<void> {
  const stage = await camera.newStage(view)
  /* oxlint-disable no-await-in-loop -- one page */
  for (const story of stories) {
    const count = viewCount(story)
    if (place >= count) continue
    const views = taken.get(story.id) ?? []
    taken.set(story.id, views)
    views[place] = await takeOne(stage, story)
    if (Object.keys(views).length === count && (await judge(story, views))) doubtful.push(story)
  }
  /* oxlint-enable no-await-in-loop */
}

/** The picture, or why there is none. */
async function takeOne(stage: Stage, story: Story): Promise<Buffer | string> {
  return stage
    .take(story)
    .catch((error: unknown) => `no picture: ${error instanceof Error ? error.message.split('\n', 1).join('') : String(error)}`)
}

function viewCount({ tags, parameters }: Story): number {
  const isOnce = tags.includes('once') || Object.values(parameters).some((own) => own !== undefined)
  return isOnce ? 1 : VIEWS.length
}

/** What is wrong with a story's views; `null`: they are as they are kept, or are kept now. */
async function judge({ id }: Story, views: readonly (Buffer | string)[]): Promise<string | null> {
  const missing = views.filter((view) => typeof view === 'string')
  if (missing.length > 0) return `${id}: ${missing.join('; ')}`
  // None is a string by the line above.
  const picture = await sideBySide(views as readonly Buffer[])
  if (options.sheet) return keep(LOOKED_AT)
  const file = join(REFERENCES, `${id}.webp`)
  const difference = existsSync(file) ? await compare(await readPixels(await readFile(file)), picture) : null
  if (difference && difference.count <= TOLERATED_PIXELS) return null
  if (options.update) return keep(REFERENCES)
  await keep(LOOKED_AT)
  if (difference) await writeFile(join(LOOKED_AT, `${id}.marked.webp`), await encode(difference.marked))
  return `${id}: ${difference ? `${difference.count} pixels differ` : 'new'}`

  async function keep(directory: string): Promise<null> {
    await writeFile(join(directory, `${id}.webp`), await encode(picture))
    return null
  }
}
