/** A real nginx before what a test serves, where the machine has one. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAM = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find((path) => existsSync(path))

export const HAS_NGINX: boolean = PROGRAM !== undefined

/** Starts it with this inside of `http { … }`. It may take a moment until it answers. Returns what ends it. */
export function startNginx(http: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rgs-nginx-'))
  mkdirSync(join(folder, 'logs'))
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/logs/error.log; events {}\nhttp { access_log off; ${kept}\n${http}\n}`,
  )
  const nginx = spawn(PROGRAM ?? '', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  return () => {
    nginx.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
