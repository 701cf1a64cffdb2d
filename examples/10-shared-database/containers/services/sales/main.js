// /sales: GET lists what is sold and left, POST {"item": "chair", "count": 2} sells. What there is it reads in the table of `stock`.
import { serveTable } from '../lib/serve-table.js'

const balance = `SELECT had.item, coalesce(sum(sold.count), 0), had.count - coalesce(sum(sold.count), 0)
  FROM stock.items AS had LEFT JOIN sales.sold AS sold ON sold.item = had.item GROUP BY had.item, had.count ORDER BY had.item`

serveTable('/sales', {
  begin: (query) => query('CREATE TABLE IF NOT EXISTS sales.sold (item text NOT NULL, count integer NOT NULL)'),
  list,
  async add(query, entry) {
    if (entry === undefined) return undefined
    const left = (await list(query)).find(({ item }) => item === entry.item)?.left ?? 0
    if (left < entry.count) throw new Error(`there are only ${left} of ${entry.item}`)
    await query('INSERT INTO sales.sold VALUES ($1, $2)', entry.item, entry.count)
    return { item: entry.item, left: left - entry.count }
  },
})

async function list(query) {
  const rows = await query(balance)
  return rows.map(([item, sold, left]) => ({ item, sold: Number(sold), left: Number(left) }))
}
