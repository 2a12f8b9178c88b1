/** Builds `dist/`: one file per module, so that `"use client"` stays where it is written and unused parts are not shipped. */
import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/core/index.ts',
    'src/server/index.ts',
    'src/testing/index.ts',
    'src/react/messages/{de,es,fr,ja,zh,ar}.ts',
    'src/experimental/sse-handler/{route,client,utils,types}.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  unbundle: true,
  dts: true,
  copy: [{ from: 'src/react/styles/*.css', to: 'dist/react/styles' }],
  publint: true,
  attw: { profile: 'esm-only', level: 'error', excludeEntrypoints: ['./styles.css'] },
  inputOptions: {
    onLog(level, log, next) {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log)
    },
  },
})
