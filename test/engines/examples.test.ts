import * as assert from 'uvu/assert'
import { type Case, root, skip, tests } from '../harness.js'
import { eventually, get, post } from './ask-json.js'
import { atOnce } from './at-once.js'
import { type Engine, startEngine } from './engine.js'
import { passwordOf, runner } from './run-example.js'
import { waitFor } from './wait-for.js'
import { examplesOnWasmCloud } from './wasm-examples.js'

/* Every example whose images can be had or made is started as its README says, and used by a client. */
const engine = startEngine()
if (typeof engine === 'string') skip('examples run in Compose', engine)
else tests('examples run in Compose', atOnce(4, { ...(await examplesOnWasmCloud(engine)), ...examples(engine) }))

function examples(engine: Engine): Record<string, Case> {
  const running = runner(engine)
  return {
    'order-processing: an order is taken and fulfilled': running('order-processing', {}, async (project) => {
      const gateway = await project.urlOf('gateway', 8000)
      const response = await post(`${gateway}/order`, { item: 'pizza' })
      assert.is(response.status, 202)
      const { task } = response.body
      assert.is(task.status, 'created')
      assert.is(task.href, `/orderstatus/${task.id}`)
      const order = await waitFor(
        () => get(`${gateway}${task.href}`),
        ({ body }) => body.status !== 'created',
        20,
      )
      assert.equal(order.body, { id: task.id, status: 'fulfilled' })
      // the services end by themselves when they are asked to
      await project.must('stop', '--timeout', '10')
      const ended = (await project.must('ps', '--all', '--format', 'json')).trim().split('\n').map(parseContainer)
      assert.equal(
        ended.filter(({ service, exitCode }) => /(processor|provider)$/.test(service) && exitCode !== 0),
        [],
      )
    }),
    '01-hello: it says hello': running('01-hello', {}, async (project) => {
      assert.is((await fetch(await project.urlOf('hello-web', 80))).status, 200)
    }),
    '02-links: the web service reaches the database with its password': running(
      '02-links',
      { secret: 'a $ecret "word"' },
      async (project) => {
        const answer = await (await fetch(await project.urlOf('notes-web', 8080))).text()
        assert.match(answer, /^connected to postgres:\/\/[\w-]+:5432\/notes, password known/)
      },
    ),
    '03-shared-platform: what one application writes another reads': running('03-shared-platform', {}, async (project) => {
      await waitFor(
        async () => (await project.must('logs', '--no-log-prefix', 'report-reporter')).trim(),
        (log) => /^\d+$/m.test(log),
        20,
      )
    }),
    '06-everything: its containers run, and the store front has what the manifest says': async () => everything(running, engine),
    '07-shared-http-server: three applications answer through one server': running(
      '07-shared-http-server/containers',
      {},
      async (project) => {
        const server = await project.urlOf('http-server-front', 8080)
        assert.equal((await eventually(`${server}/greetings/ada`, 200)).body, { greeting: 'hello, ada' })
        assert.ok(Date.parse((await eventually(`${server}/clock`, 200)).body.time) > 0)
        await eventually(`${server}/dice`, 200)
        const rolls = await Promise.all(Array.from({ length: 8 }, () => get(`${server}/dice`)))
        assert.is(new Set(rolls.map(({ body }) => body.by)).size, 2, 'both copies are asked')
        const nobody = await get(`${server}/nobody`)
        assert.equal([nobody.status, nobody.body.paths], [404, ['/clock', '/dice', '/greetings']])
        // the server forgets everything, and the handlers tell it again
        await project.must('restart', 'http-server-front')
        await eventually(`${await project.urlOf('http-server-front', 8080)}/clock`, 200)
      },
    ),
    '08-shared-cache: one application finds what the other has cached': running('08-shared-cache', {}, async (project) => {
      const gateway = await project.urlOf('gateway', 8000)
      const [forecast, trip] = [`${gateway}/forecast`, `${gateway}/trip`]
      await eventually(`${forecast}/rome`, 200)
      const first = await get(`${forecast}/oslo`)
      assert.is(first.body.cached, false)
      assert.equal((await get(`${forecast}/oslo`)).body, { ...first.body, cached: true })
      assert.equal((await get(`${trip}/oslo`)).body, { town: 'oslo', pack: 'a book', cached: true })
      assert.is((await get(`${trip}/lima`)).body.cached, false)
      // without the cache it takes longer, that is all
      await project.must('stop', '--timeout', '1', 'town-cache-redis')
      assert.equal((await get(`${forecast}/oslo`)).body, first.body)
    }),
    '09-shared-pubsub: what one application publishes two others receive': running('09-shared-pubsub', {}, async (project) => {
      const gateway = await project.urlOf('gateway', 8000)
      await eventually(`${gateway}/averages`, 200)
      await eventually(`${gateway}/alarms`, 200)
      for (const degrees of [31, 21]) {
        const published = await post(`${gateway}/readings`, { room: 'kitchen', degrees })
        assert.equal([published.status, published.body], [202, { published: { room: 'kitchen', degrees } }])
      }
      await waitFor(
        () => get(`${gateway}/averages`),
        ({ body }) => body.kitchen === 26,
        5,
      )
      assert.equal((await get(`${gateway}/alarms`)).body, [{ room: 'kitchen', degrees: 31 }])
      const cellar = { room: 'cellar', degrees: 40 }
      await project.must('stop', '--timeout', '1', 'message-bus-nats')
      assert.is((await post(`${gateway}/readings`, cellar)).status, 503)
      await project.must('start', 'message-bus-nats')
      await waitFor(
        () => post(`${gateway}/readings`, cellar).then(() => get(`${gateway}/alarms`)),
        ({ body }) => body.length > 1,
        20,
      )
    }),
    '10-shared-database: one application reads what the other writes, and cannot write it': running(
      '10-shared-database/containers',
      { secret: passwordOf },
      async (project) => {
        const gateway = await project.urlOf('gateway', 8000)
        const [stock, sales] = [`${gateway}/stock`, `${gateway}/sales`]
        await eventually(stock, 200)
        assert.is((await post(stock, { item: 'chair', count: 5 })).status, 201)
        assert.equal((await eventually(sales, 200)).body, [{ item: 'chair', sold: 0, left: 5 }])
        assert.equal((await post(sales, { item: 'chair', count: 2 })).body, { item: 'chair', left: 3 })

        const psql = (account: string, password: string, statement: string) => {
          const options = ['--host', '127.0.0.1', '--dbname', 'warehouse', '--username', account, '--command', statement]
          return project.compose(
            'exec',
            '-T',
            '-e',
            `PGPASSWORD=${password}`,
            'warehouse-database-postgres',
            'psql',
            '--tuples-only',
            ...options,
          )
        }
        const count = await psql('sales', passwordOf('SALES_ACCOUNT_PASSWORD'), 'SELECT count FROM stock.items')
        assert.is(count.stdout.trim(), '5')
        const written = await psql('sales', passwordOf('SALES_ACCOUNT_PASSWORD'), 'UPDATE stock.items SET count = 99')
        assert.match(written.stderr, 'permission denied for table items')
        const read = await psql('stock', passwordOf('STOCK_ACCOUNT_PASSWORD'), 'SELECT * FROM sales.sold')
        assert.match(read.stderr, 'permission denied for schema sales')
        const foreign = await psql('stock', passwordOf('SALES_ACCOUNT_PASSWORD'), 'SELECT 1')
        assert.match(foreign.stderr, 'password authentication failed')
        await project.must('stop', '--timeout', '1', 'warehouse-database-postgres')
        await eventually(stock, 503)
        await project.must('start', 'warehouse-database-postgres')
        assert.equal((await eventually(stock, 200)).body, [{ item: 'chair', count: 5 }])
      },
    ),
  }
}

/** What is left out: Spin and wasmCloud (no images of these components), and a graphics processor. */
async function everything(running: ReturnType<typeof runner>, engine: Engine): Promise<void> {
  // the image of the registry has 70 for postgres, one that was made here may not
  const user = await engine.docker(['run', '--rm', '--pull', 'never', 'postgres:16-alpine', 'id', '-u', 'postgres'], { cwd: root })
  const options = {
    services: ['storefront', 'catalogue', 'catalogue.log-shipper', 'jobs-machine-metrics', 'offers-cache'].map((name) => `shop-${name}`),
    secret: (variable: string) => (variable === 'SHOP_SETTINGS_CURRENCY' ? 'EUR' : passwordOf(variable)),
    handed: {
      'configs/shop-settings/storefront.json': '{"theme": "dark"}',
      'secrets/shop-certificates/tls.crt': 'a certificate',
      'secrets/shop-certificates/tls.key': 'its key',
    },
    // the root of a container, where the engine may run, hands no mounts on
    change: (text: string) => text.replace('HostToContainer', 'None').replaceAll(/(runAs\w+|fsGroup): 70$/gm, `$1: ${user.stdout.trim()}`),
  }
  await running('06-everything', options, async (project) => {
    const { body } = await eventually(`${await project.urlOf('shop-storefront', 8080)}/`, 200)
    assert.equal(body, {
      title: 'Today: $5 off "everything" {{ name }}',
      currency: 'EUR',
      logLevel: 'info',
      hasSessionKey: true,
      settings: { theme: 'dark' },
      hasCertificate: true,
      user: 1000,
      writes: ['/app/uploads', '/var/cache/storefront'],
      catalogue: { shelves: ['books', 'toys'] },
    })
    await waitFor(
      () => project.must('logs', '--no-log-prefix', 'shop-catalogue.log-shipper'),
      (log) => log.includes('/v1'),
      10,
    )
    assert.match(await project.must('run', '--rm', '--no-TTY', '--pull', 'never', 'shop-jobs-migrate'), 'CREATE TABLE')
    assert.match(await project.must('exec', '-T', 'shop-jobs-machine-metrics', 'wget', '-qO-', '127.0.0.1:9100'), /^[\d.]+ /)
  })()
}

function parseContainer(line: string): { service: string; exitCode: number } {
  const { Service, ExitCode } = JSON.parse(line)
  return { service: Service, exitCode: ExitCode }
}
