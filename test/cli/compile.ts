/** Compiles files of types as a strict user would: `strict`, `exactOptionalPropertyTypes`, and our packages by name. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** The lines that TypeScript says about these files (by name); not about our sources, which they import. */
export function compileErrors(files: Readonly<Record<string, string>>): readonly string[] {
  return inFolder(files, (folder) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      jsx: 'react-jsx',
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      customConditions: ['gradio-stream-source'],
      types: [],
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }))
    const { stdout } = run('typescript/bin/tsc', ['-p', folder, '--pretty', 'false'], folder)
    return stdout.split('\n').filter((line) => Object.keys(files).some((name) => line.startsWith(`${name}(`)) || line.startsWith('error'))
  })
}

/** What a formatter with this style would change, by file; empty if nothing. */
export function formatFaults(files: Readonly<Record<string, string>>): string {
  return inFolder(files, (folder) => {
    writeFileSync(join(folder, '.oxfmtrc.json'), '{ "semi": false, "singleQuote": true, "printWidth": 100 }')
    const { status, stdout, stderr } = run('oxfmt/bin/oxfmt', ['--check', '-c', '.oxfmtrc.json', ...Object.keys(files)], folder)
    return status === 0 ? '' : `${stdout}${stderr}`
  })
}

function inFolder<Result>(files: Readonly<Record<string, string>>, task: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return task(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd, encoding: 'utf8' })
}
