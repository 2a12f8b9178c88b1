/** Tests against real Gradio apps in real virtual environments; `npm run test:live` prepares and starts them. */
import { defineConfig } from 'vitest/config'
import { sourcePackages } from './scripts/source-packages.ts'

export default defineConfig({
  ...sourcePackages,
  test: {
    include: ['test/live/**/*.live.test.ts'],
    globalSetup: ['test/live/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // Real processes, sockets and third-party clients on a shared machine: one more try, which the report names.
    retry: 1,
  },
})
