/** Entry `@gradio-stream/relay/metrics`: metrics for Prometheus. It needs the package `prom-client`. */
export { createRelayMetrics } from './prometheus-metrics.ts'
export type { PrometheusMetrics, RelayMetricsOptions } from './prometheus-metrics.ts'
