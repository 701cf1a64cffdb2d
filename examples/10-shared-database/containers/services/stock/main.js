// /stock: GET lists what there is, POST {"item": "chair", "count": 5} adds to it.
import { serveTable } from '../lib/serve-table.js'

serveTable('/stock', {
  begin: (query) => query('CREATE TABLE IF NOT EXISTS stock.items (item text PRIMARY KEY, count integer NOT NULL)'),
  async list(query) {
    const rows = await query('SELECT item, count FROM stock.items ORDER BY item')
    return rows.map(([item, count]) => ({ item, count: Number(count) }))
  },
  async add(query, entry) {
    if (entry === undefined) return undefined
    const text =
      'INSERT INTO stock.items AS had VALUES ($1, $2) ON CONFLICT (item) DO UPDATE SET count = had.count + excluded.count RETURNING count'
    const [[count]] = await query(text, entry.item, entry.count)
    return { item: entry.item, count: Number(count) }
  },
})
