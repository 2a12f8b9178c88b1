/**
 * Vite for everything that is served or tested here: the playground, Storybook (which reads this file)
 * and Vitest's projects. The library itself is built by tsdown (`tsdown.config.ts`).
 */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config'
import { sourcePackages } from './scripts/source-packages.ts'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const react18 = (name: string): string => path(`./tools/react18/node_modules/${name}`)

/**
 * CommonJS asks Node for React and gets 19. This file of a library is turned into a module, so that it gets the React
 * of the alias.
 */
const reactOfAlias: Plugin = {
  name: 'react-of-alias',
  transform(code, id) {
    if (!/use-sync-external-store-shim[\\/]with-selector\.development\.js/.test(id)) return null
    const before = "import * as React from 'react'\nconst exports = {}, require = () => React\n"
    return `${before}${code}\nexport const { useSyncExternalStoreWithSelector } = exports\n`
  },
}

/** Projects that need Chromium are made only when Vitest runs: finding it unpacks 150 MB the first time. */
async function testProjects(): Promise<TestProjectInlineConfiguration[]> {
  const { storybookTest } = await import('@storybook/addon-vitest/vitest-plugin')
  const { playwright } = await import('@vitest/browser-playwright')
  const { findChromium } = await import('./scripts/chromium.ts')
  const chromium = await findChromium()
  const browser = () => ({
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: {
        ...chromium,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--font-render-hinting=none'],
      },
    }),
    instances: [{ browser: 'chromium' as const }],
  })
  return [
    { extends: true, test: { name: 'node', environment: 'node', include: ['test/**/*.node.test.{ts,tsx}'] } },
    {
      extends: true,
      test: { name: 'dom', environment: 'jsdom', include: ['test/**/*.dom.test.{ts,tsx}'], setupFiles: ['test/setup-dom.ts'] },
    },
    {
      extends: true,
      plugins: [reactOfAlias],
      resolve: {
        alias: [
          // React 18 has itself what this stands in for.
          { find: /^use-sync-external-store\/shim$/, replacement: react18('react') },
          {
            find: /^use-sync-external-store\/shim\/with-selector$/,
            replacement: path('./node_modules/use-sync-external-store/cjs/use-sync-external-store-shim/with-selector.development.js'),
          },
          {
            find: /^@testing-library\/react$/,
            replacement: path('./node_modules/@testing-library/react/dist/@testing-library/react.esm.js'),
          },
          { find: /^react-dom($|\/)/, replacement: `${react18('react-dom')}$1` },
          { find: /^react($|\/)/, replacement: `${react18('react')}$1` },
        ],
      },
      test: {
        name: 'dom-react18',
        environment: 'jsdom',
        include: ['test/{hooks,react}/**/*.dom.test.{ts,tsx}'],
        setupFiles: ['test/setup-dom.ts'],
        env: { EXPECT_REACT: '18' },
        server: {
          deps: {
            inline: [
              /@testing-library\/react/,
              /react-markdown/,
              /@tanstack\/react-/,
              /@base-ui/,
              /use-sync-external-store/,
              /@floating-ui/,
            ],
          },
        },
      },
    },
    {
      extends: true,
      test: { name: 'browser', include: ['test/**/*.browser.test.{ts,tsx}'], setupFiles: ['test/setup-dom.ts'], browser: browser() },
    },
    {
      extends: true,
      plugins: [storybookTest({ configDir: path('.storybook') })],
      test: { name: 'storybook', setupFiles: ['test/stories/every-look.ts'], browser: browser() },
    },
  ]
}

const config: ViteUserConfig = {
  plugins: [react()],
  ...sourcePackages,
  test: {
    // Against hangs only: a machine under load takes its time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text'] },
    ...(process.env.VITEST ? { projects: await testProjects() } : {}),
  },
}
export default config
