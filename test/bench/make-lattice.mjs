import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a lattice of `count` applications, a folder for each hundred, with sharing as real platforms have it:
 * one application in ten is a shared platform (cache, broker, HTTP provider), five in ten are containers that use the nearest platform,
 * three are Wasm applications of the wadm dialect, one is Spin.
 */
export function makeLattice(folder, count) {
  for (let index = 0; index < count; index++) {
    const group = join(folder, `group-${String(Math.floor(index / 100)).padStart(4, '0')}`)
    mkdirSync(group, { recursive: true })
    writeFileSync(join(group, `app-${String(index).padStart(5, '0')}.yaml`), application(index))
  }
}

function application(index) {
  const platform = `platform-${Math.floor(index / 10)}`
  const kind = index % 10
  if (kind === 0) return platformOf(platform)
  if (kind <= 5) return containers(index, platform)
  if (kind <= 8) return wasm(index, platform)
  return spin(index, platform)
}

const head = (name, annotations = '') => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: ${name}
  annotations:
    version: v1.0.0
    description: "Application ${name} of a generated lattice"
${annotations}spec:
  components:
`

const platformOf = (name) => `${head(name, '    experimental.wasmcloud.dev/shared: "true"\n')}    - name: cache
      type: webservice
      properties:
        image: redis:7
        ports:
          - port: 6379
            name: redis
        cpu: 250m
        memory: 256Mi
        readinessProbe:
          exec:
            command: [redis-cli, ping]
          periodSeconds: 5
    - name: broker
      type: webservice
      properties:
        image: eclipse-mosquitto:2
        ports:
          - port: 1883
            name: mqtt
        memory: 128Mi
    - name: http
      type: capability
      properties:
        image: ghcr.io/wasmcloud/http-server:0.27.0
`

const containers = (index, platform) => `${head(`app-${index}`)}    - name: api
      type: webservice
      properties:
        image: ghcr.io/acme/api-${index}:1.4.${index % 50}
        cmd: [node, server.js]
        env:
          - name: LOG_LEVEL
            value: info
          - name: REGION
            value: "eu-west-${index % 3}"
        ports:
          - port: 8080
            name: http
            expose: true
        cpu: 500m
        memory: 512Mi
        readinessProbe:
          exec:
            command: [node, health.js]
      traits:
        - type: scaler
          properties:
            replicas: ${1 + (index % 4)}
        - type: gateway
          properties:
            http:
              /app-${index}: 8080
        - type: link
          properties:
            name: cache
            target:
              name: cache
    - name: cache
      type: webservice
      properties:
        application:
          name: ${platform}
          component: cache
`

const wasm = (index, platform) => `${head(`app-${index}`)}    - name: handler
      type: component
      properties:
        image: ghcr.io/acme/handler-${index}:0.${index % 9}.1
        config:
          - name: settings
            properties:
              greeting: "hello from ${index}"
      traits:
        - type: spreadscaler
          properties:
            instances: ${10 + (index % 90)}
            spread:
              - name: east
                weight: 70
                requirements:
                  zone: us-east-1
              - name: west
                weight: 30
                requirements:
                  zone: us-west-1
    - name: http
      type: capability
      properties:
        application:
          name: ${platform}
          component: http
      traits:
        - type: link
          properties:
            name: http-to-app-${index}
            target:
              name: handler
            namespace: wasi
            package: http
            interfaces: [incoming-handler]
            source:
              config:
                - name: address
                  properties:
                    address: 0.0.0.0:${8000 + (index % 1000)}
`

const spin = (index, platform) => `${head(`app-${index}`)}    - name: page
      type: spin
      properties:
        image: ghcr.io/acme/page-${index}:2.0.0
        variables:
          - name: greeting
            value: "hello from ${index}"
      traits:
        - type: scaler
          properties:
            replicas: 2
        - type: link
          properties:
            name: cache
            target:
              name: cache
    - name: cache
      type: webservice
      properties:
        application:
          name: ${platform}
          component: cache
`
