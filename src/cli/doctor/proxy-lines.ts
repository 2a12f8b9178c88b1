/**
 * Lines of configuration that mend a finding, by proxy. Most of those of nginx, Apache, HAProxy and Caddy are tried
 * with the real program (`doctor-proxies.node.test.ts`); docs/doctor.md says which.
 */
import type { FindingCode } from './finding.ts'
import type { Proxy } from './proxy.ts'

/** Of the findings that a proxy causes. */
export const LINES: Partial<Record<FindingCode, Partial<Record<Proxy, string>>>> = {
  'stream-held-back': {
    nginx: 'proxy_buffering off;\nproxy_http_version 1.1;',
    apache: 'SetEnvIf Request_URI "/(queue|heartbeat|call)/" no-gzip=1\nProxyPass / http://127.0.0.1:7860/ flushpackets=on',
    caddy: 'encode gzip {\n  match {\n    header Content-Type text/html*\n    header Content-Type application/json*\n  }\n}',
    cloudflare: 'Switch off response buffering for this path, or set the header "Cache-Control: no-transform" at the app.',
  },
  'stream-compressed': {
    nginx: 'gzip_types: leave out text/event-stream, or "gzip off;" for this location',
    apache: 'SetEnvIf Request_URI "/(queue|heartbeat|call)/" no-gzip=1',
    haproxy: 'compression type text/html text/css application/javascript application/json',
    caddy: 'encode gzip {\n  match {\n    header Content-Type text/html*\n    header Content-Type application/json*\n  }\n}',
  },
  'stream-cut': {
    nginx: 'proxy_read_timeout 1h;',
    apache: 'ProxyPass / http://127.0.0.1:7860/ timeout=3600',
    haproxy: 'timeout server 1h\ntimeout client 1h',
    caddy: 'reverse_proxy 127.0.0.1:7860 {\n  transport http {\n    read_timeout 1h\n  }\n}',
    aws: 'Idle timeout of the load balancer: 3600 seconds',
    vercel: 'export const maxDuration = 300',
  },
  'upload-limit': {
    nginx: 'client_max_body_size 500m;',
    apache: 'LimitRequestBody 0',
    caddy: 'request_body {\n  max_size 500MB\n}',
  },
  'no-affinity': {
    nginx: 'upstream gradio {\n  ip_hash;\n  server …;\n}',
    apache: 'ProxySet lbmethod=byrequests stickysession=ROUTEID',
    haproxy: 'balance source',
    caddy: 'reverse_proxy … {\n  lb_policy ip_hash\n}',
  },
  'cors-blocked': {
    nginx: 'proxy_set_header Host $host;',
    apache: 'ProxyPreserveHost On',
  },
  'http1-connections': {
    nginx: 'listen 443 ssl;\nhttp2 on;',
    apache: 'Protocols h2 http/1.1',
    haproxy: 'bind :443 ssl crt … alpn h2,http/1.1',
  },
}
