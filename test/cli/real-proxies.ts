/** Real proxies before an app, where the machine has them: nginx, Apache, HAProxy, Caddy. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/gradio-app.ts'

/** A proxy that a test may start. */
export type RealProxy = 'nginx' | 'apache' | 'haproxy' | 'caddy'

const PLACES: Readonly<Record<RealProxy, readonly string[]>> = {
  nginx: ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'],
  apache: ['/usr/sbin/apache2'],
  haproxy: ['/usr/sbin/haproxy', '/usr/local/bin/haproxy'],
  caddy: ['/usr/bin/caddy', '/usr/local/bin/caddy'],
}
const APACHE_MODULES =
  'mpm_event authz_core proxy proxy_http proxy_balancer lbmethod_byrequests slotmem_shm deflate filter env setenvif'.split(' ')

/** Where a proxy is; `null` if this machine has none. */
export function placeOf(proxy: RealProxy): string | null {
  return PLACES[proxy].find((path) => existsSync(path)) ?? null
}

/** What a proxy is told about its apps and its faults. */
export interface ProxyCase {
  /** Addresses of the replicas. */
  readonly apps: readonly string[]
  /** Lines inside of the place where the app is passed on. */
  readonly inside?: string
  /** Lines beside it: upstreams, limits of the whole server. */
  readonly beside?: string
}

/** Starts one and resolves when it answers. */
export async function startProxy(proxy: RealProxy, given: ProxyCase): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), `proxy-${proxy}-`))
  const port = await freePort()
  const { file, text, args } = setUp(proxy, given, port, folder)
  writeFileSync(join(folder, file), text)
  let said = ''
  const child = spawn(placeOf(proxy) ?? '', args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } })
  for (const output of [child.stdout, child.stderr]) output.on('data', (piece: Buffer) => (said += piece.toString()))
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${proxy} did not start: ${said.slice(-1000)}`)
    if (await answers(url)) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    stop() {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/config`).then(
    (response) => response.body?.cancel().then(() => true) ?? true,
    () => false,
  )
}

function setUp(proxy: RealProxy, { apps, inside = '', beside = '' }: ProxyCase, port: number, folder: string) {
  const hosts = apps.map((app) => new URL(app).host)
  switch (proxy) {
    case 'nginx': {
      const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')
      const servers = hosts.map((host) => `server ${host};`).join(' ')
      mkdirSync(join(folder, 'logs'))
      const text = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/logs/error.log; events {}
http { access_log off; ${kept}
upstream gradio { ${beside} ${servers} }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://gradio; ${inside} } } }`
      return { file: 'nginx.conf', text, args: ['-p', folder, '-c', join(folder, 'nginx.conf')] }
    }
    case 'apache': {
      const modules = APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')
      const members = apps.map((app, index) => `BalancerMember ${app} route=${index} ${inside}`).join('\n')
      const text = `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log\n${modules}
User www-data\nGroup www-data\n<Proxy balancer://gradio>\n${members}\n</Proxy>\n${beside}\nProxyPass / balancer://gradio/\n`
      return { file: 'apache.conf', text, args: ['-X', '-f', join(folder, 'apache.conf')] }
    }
    case 'haproxy': {
      const servers = hosts.map((host, index) => `  server app${index} ${host}`).join('\n')
      const text = `defaults\n  mode http\n  timeout connect 2s\n  timeout client 1h\n  timeout server 1h\n${beside}
frontend page\n  bind 127.0.0.1:${port}\n  default_backend gradio\nbackend gradio\n${inside}\n${servers}\n`
      return { file: 'haproxy.cfg', text, args: ['-f', join(folder, 'haproxy.cfg')] }
    }
    case 'caddy': {
      const text = `{\n  admin off\n  auto_https off\n}\nhttp://127.0.0.1:${port} {\n${beside}\n  reverse_proxy ${hosts.join(' ')} {\n${inside}\n  }\n}\n`
      return { file: 'Caddyfile', text, args: ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')] }
    }
    default:
      return proxy satisfies never
  }
}
