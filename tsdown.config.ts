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
    entry: WHOLE,
    unbundle: false,
    outputOptions: {
      chunkFileNames: '[name].js',
      codeSplitting: { groups: [{ name: core('src/client/index.ts') }], includeDependenciesRecursively: false },
      minifyInternalExports: false,
      preserveEntrySignatures: 'allow-extension',
    },
  },
  { name: 'hooks', entry: WHOLE },
  { name: 'relay', entry: ['index.ts', 'relay.ts', 'redis/index.ts'] },
  { name: 'testing', entry: ['index.ts', 'msw-handlers.ts'] },
  { name: 'cli', entry: ['bin.ts'], platform: 'node' as const, dts: false },
  { name: 'react', entry: ['index.ts', 'messages/{de,es,fr,ja,zh,ar}.ts'], copy: [{ from: 'styles/*.css', to: 'dist/styles' }] },
]

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly dynamicImporters: readonly string[] } | null
}

/** Names the chunk of a module: `core` for what an entry needs at once. What comes by `import()` stays a file. */
function core(entry: string): (id: string, graph: ModuleGraph) => string | null {
  const root = fileURLToPath(new URL(entry, import.meta.url))
  let reached: ReadonlySet<string> | null = null
  return (id, graph) => ((reached ??= reachedFrom(root, graph)).has(id) ? 'core' : null)
}

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
    attw: { profile: 'esm-only', level: 'error', excludeEntrypoints: ['./styles.css'] },
    inputOptions: {
      onLog(level, log, next) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log)
      },
    },
    ...own,
  })),
)
