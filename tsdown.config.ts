/**
 * Builds the `dist` of each package: one file per module, so that `"use client"` stays where it is written. The client
 * has no such modules, and its core is one file (docs/decisions/052-the-core-of-the-client-is-one-file.md).
 */
import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'tsdown'

/** Packages whose modules other packages of ours read one by one (`…/internal/*`) are built whole. */
const WHOLE = ['**/*.ts', '!dist/**']

const PACKAGES = [
  {
    name: 'client',
    // A page loads what a run needs as one file, without a small one that leads there.
    entry: [...WHOLE, '!sessions/sessions.ts'],
    // By the manifest's `imports`: what a run needs comes late in a page, at once elsewhere.
    deps: { neverBundle: [/^#/] },
    unbundle: false,
    outputOptions: {
      chunkFileNames: '[name].js',
      codeSplitting: { groups: [{ name: chunkOf('src/client') }], includeDependenciesRecursively: false },
      minifyInternalExports: false,
      preserveEntrySignatures: 'allow-extension',
    },
  },
  { name: 'hooks', entry: WHOLE },
  { name: 'relay', entry: ['index.ts', 'relay.ts', 'redis/index.ts', 'metrics/index.ts'] },
  { name: 'testing', entry: ['index.ts', 'msw-handlers.ts'] },
  { name: 'cli', entry: ['bin.ts'], platform: 'node' as const, dts: false },
  { name: 'react', entry: ['index.ts', 'messages/{de,es,fr,ja,zh,ar}.ts'], copy: [{ from: 'styles/*.css', to: 'dist/styles' }] },
]

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly dynamicImporters: readonly string[] } | null
}

/** What a page needs before its first run: the client, and what the hooks read one by one. */
const AT_ONCE = [
  'client.ts',
  'kit/backoff.ts',
  'protocol/chat-events.ts',
  'protocol/values/chat-turns.ts',
  'protocol/values/without-tags.ts',
  'resume/keep-run.ts',
  'resume/keepable-values.ts',
  'resume/resume-store.ts',
]

/**
 * Names the chunk of a module of the client. `sessions` is what a run needs, `base` what a run shares with what is
 * needed at once, `core` what else is needed at once or given by `index.ts` without more. Each is whole, so that no
 * bundler makes a file of every set of modules that two parts share. Everything else stays a file.
 */
function chunkOf(root: string): (id: string, graph: ModuleGraph) => string | null {
  const path = (relative: string): string => fileURLToPath(new URL(`${root}/${relative}`, import.meta.url))
  let chunks: ReadonlyMap<string, string> | null = null
  const find = (graph: ModuleGraph): ReadonlyMap<string, string> => {
    const atOnce = new Set(AT_ONCE.flatMap((name) => [...reachedFrom(path(name), graph)]))
    const ofRuns = reachedFrom(path('sessions/sessions.ts'), graph)
    const found = new Map<string, string>()
    for (const id of ofRuns) found.set(id, atOnce.has(id) ? 'base' : 'sessions')
    const needsNoRun = (id: string): boolean => [...reachedFrom(id, graph)].every((one) => found.get(one) !== 'sessions')
    for (const id of [...atOnce, ...reachedFrom(path('index.ts'), graph)]) if (!found.has(id) && needsNoRun(id)) found.set(id, 'core')
    return found
  }
  return (id, graph) => (chunks ??= find(graph)).get(id) ?? null
}

/** What a module imports, and what that imports. What comes by `import()` is left out. */
function reachedFrom(root: string, graph: ModuleGraph): ReadonlySet<string> {
  const reached = new Set([root])
  // A set that grows while it is read. Dependencies are no files of ours.
  for (const id of reached) {
    const own = graph.getModuleInfo(id)?.importedIds.filter((next) => next.endsWith('.ts')) ?? []
    for (const next of own) if (graph.getModuleInfo(next)?.dynamicImporters.length === 0) reached.add(next)
  }
  return reached
}

export default defineConfig(
  PACKAGES.map(({ name, ...own }): UserConfig => ({
    name,
    cwd: `src/${name}`,
    tsconfig: '../../tsconfig.json',
    format: 'esm',
    platform: 'neutral',
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
    unbundle: true,
    dts: true,
    sourcemap: true,
    publint: true,
    attw: {
      profile: 'esm-only',
      level: 'error',
      excludeEntrypoints: ['./styles.css'],
      // The resolution before `exports` and `imports`, which the profile leaves out, is told of here all the same.
      ignoreRules: ['internal-resolution-error'],
    },
    inputOptions: {
      onLog(level, log, next) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log)
      },
    },
    ...own,
  })),
)
