// Loaded before the command line by the benchmark: writes the peak memory of the process (KiB) where MC_PEAK says.
import { writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.MC_PEAK, String(process.resourceUsage().maxRSS)))
