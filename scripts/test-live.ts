/**
 * `npm run test:live [-- --all] [vitest arguments]`: tests against real Gradio 3, 4, 5 and 6, with `--all` against
 * every version we pin.
 */
import { spawnSync } from 'node:child_process'
import { GRADIO_VERSIONS } from './gradio-app.ts'

const args = process.argv.slice(2)
const all = args.includes('--all')
const versions = process.env.GRADIO_TEST_VERSIONS ?? (all ? GRADIO_VERSIONS.join(',') : '3,4,5,6')
console.log(`Live tests against real Gradio ${versions}.`)
const { status } = spawnSync('vitest', ['run', '--config', 'vitest.live.config.ts', ...args.filter((arg) => arg !== '--all')], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, GRADIO_TEST_VERSIONS: versions },
})
process.exit(status ?? 1)
