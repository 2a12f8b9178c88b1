import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: [], benchmark: { enabled: true, include: ['bench/**/*.bench.ts'] } } })
