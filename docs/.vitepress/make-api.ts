/**
 * Writes the API reference into `docs/api`, from the types and comments of the sources: a page for each entry. With
 * `--check` it writes nothing. Ends with 1 where an export has no sentence, or a link of a comment leads nowhere.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, type ProjectReflection, ReflectionKind } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { REPOSITORY } from './links.ts'
import { DOCS } from './pages.ts'

interface Entry {
  /** What a user imports. */
  readonly title: string
  /** Its page, without the ending. */
  readonly page: string
}

/**
 * Each entry of a package, by its file. What several export is on the page of the first, and the others name it. A
 * language is one object: one stands for all.
 */
const ENTRIES: Readonly<Record<string, Entry>> = {
  'src/client/index.ts': { title: '@gradio-stream/client', page: 'client' },
  'src/hooks/index.ts': { title: '@gradio-stream/hooks', page: 'hooks' },
  'src/react/index.ts': { title: 'react-gradio-stream', page: 'react-gradio-stream' },
  'src/react/messages/de.ts': { title: 'react-gradio-stream/messages/de', page: 'react-gradio-stream-messages' },
  'src/relay/index.ts': { title: '@gradio-stream/relay', page: 'relay' },
  'src/relay/redis/index.ts': { title: '@gradio-stream/relay/redis', page: 'relay-redis' },
  'src/testing/index.ts': { title: '@gradio-stream/testing', page: 'testing' },
  'src/testing/msw-handlers.ts': { title: '@gradio-stream/testing/msw', page: 'testing-msw' },
}
const ROOT = join(DOCS, '..')
const OUT = join(DOCS, 'api')

const markdown: Partial<PluginOptions> = {
  outputFileStrategy: 'modules',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: false,
  useHTMLEncodedBrackets: true,
  sanitizeComments: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
}
const app = await Application.bootstrapWithPlugins({
  entryPoints: Object.keys(ENTRIES).map((file) => join(ROOT, file)),
  out: OUT,
  tsconfig: join(ROOT, 'tsconfig.json'),
  basePath: ROOT,
  plugin: ['typedoc-plugin-markdown'],
  // What TypeScript says of the sources is `npm run typecheck`'s to say, with the TypeScript they are written for.
  skipErrorChecking: true,
  readme: 'none',
  disableGit: true,
  gitRevision: 'main',
  sourceLinkTemplate: `${REPOSITORY}/blob/{gitRevision}/src/{path}#L{line}`,
  excludeInternal: true,
  excludeExternals: true,
  validation: { notExported: false, invalidLink: true },
  logLevel: 'Warn',
  ...markdown,
})
const project = await app.convert()
if (!project) throw new Error('TypeDoc could not read the sources.')
app.validate(project)
for (const name of namesWithoutSentence(project)) app.logger.warn(`${name} has no sentence.`)
if (!process.argv.includes('--check')) await write(project)
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1

/** Exports without a comment, as `src/relay.GradioRelay`. A function's comment is on its signatures. */
function namesWithoutSentence(reference: ProjectReflection): string[] {
  const exported = (reference.children ?? []).flatMap((entry) => entry.children ?? [])
  return exported
    .filter(({ kind }) => kind !== ReflectionKind.Reference)
    .filter((name) => !name.hasComment() && !(name.signatures ?? []).some((signature) => signature.hasComment()))
    .map((name) => name.getFullName())
}

async function write(reference: ProjectReflection): Promise<void> {
  for (const child of reference.children ?? []) child.name = entryOf(child.name).page
  rmSync(OUT, { recursive: true, force: true })
  await app.generateOutputs(reference)
  rmSync(join(OUT, 'README.md'))
  for (const { title, page } of Object.values(ENTRIES)) {
    const file = join(OUT, `${page}.md`)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^# .*$/mu, `# ${title}`))
  }
}

/** The entry of a module that TypeDoc names by its folder or file: `src/relay`, `src/testing/msw-handlers`. */
function entryOf(name: string): Entry {
  const found = ENTRIES[`${name}/index.ts`] ?? ENTRIES[`${name}.ts`]
  if (!found) throw new Error(`There is no entry "${name}".`)
  return found
}
