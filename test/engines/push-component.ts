import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Pushes a Wasm component to a registry under a name, as `wash push` does (OCI Distribution Specification 1.1; media types of wasmCloud 1.9); gives its reference. */
export async function pushComponent(registry: string, name: string, file: string): Promise<string> {
  const layer = await pushBlob(registry, name, readFileSync(file), 'application/vnd.module.wasm.content.layer.v1+wasm')
  const config = await pushBlob(registry, name, Buffer.from('{}'), 'application/vnd.oci.image.config.v1+json')
  const type = 'application/vnd.oci.image.manifest.v1+json'
  const body = JSON.stringify({ schemaVersion: 2, mediaType: type, config, layers: [layer] })
  await put(`http://${registry}/v2/${name}/manifests/1.0.0`, 'PUT', body, type)
  return `${registry}/${name}:1.0.0`
}

async function pushBlob(registry: string, name: string, content: Buffer, mediaType: string) {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
  await put(`http://${registry}/v2/${name}/blobs/uploads/?digest=${digest}`, 'POST', content, 'application/octet-stream')
  return { mediaType, digest, size: content.length }
}

async function put(url: string, method: string, body: string | Buffer, type: string): Promise<void> {
  const { ok, status } = await fetch(url, { method, body, headers: { 'content-type': type } })
  if (!ok) throw new Error(`${method} ${url}: ${status}`)
}
